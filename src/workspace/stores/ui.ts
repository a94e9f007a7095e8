import { createStore } from 'zustand/vanilla';
import type { DomainText } from '../../cpu/definition/domain-text.ts';
import type { Subject } from '../../fleet/explain/explain.ts';
import type { GuestChoices } from '../../fleet/guest/guest-choices.ts';
import type { ColumnOrder } from '../../fleet/matrix/columns.ts';
import type { GuestId, HostId, Workspace } from '../model/state.ts';
import type { VirshAsked } from '../model/virsh-asked.ts';

/** The state of the screen, not of the input: not stored, not undone. */
export interface UiState {
  /** The subject of the rows. */
  readonly noun: Noun;
  /** How one looks at them, by noun: a form's key. A noun that is not here has its first form. */
  readonly forms: Readonly<Partial<Record<Noun, string>>>;
  readonly filter: string;
  /** Groups that are folded by hand; a group's id is its purpose or register word. */
  readonly foldedGroups: ReadonlySet<string>;
  /** Groups of equal rows that are unfolded by hand. */
  readonly openedGroups: ReadonlySet<string>;
  readonly focused: CellPlace | undefined;
  readonly explained: Subject | undefined;
  /** Hosts excluded in a preview: changes nothing until applied. */
  readonly previewWithout: readonly HostId[];
  /** The guest pane takes the width. */
  readonly guestWide: boolean;
  /** The guest's text: to be deployed, or what virsh itself prints. */
  readonly guestForm: 'deploy' | 'virsh';
  /** The guest's text is a whole domain, written by hand, with the guest CPU in it. */
  readonly domain: DomainText | undefined;
  /** The guests whose CPU is in the editor, and what stood there before. */
  readonly opened: OpenedGuests | undefined;
  /** How virsh is asked there; undefined: as most people ask. */
  readonly virsh: VirshAsked | undefined;
  readonly pinnedRows: ReadonlySet<string>;
  readonly hiddenColumns: ReadonlySet<string>;
  /** Rows that no host has are shown. */
  readonly showAbsent: boolean;
  /** The matrix as a plain list, for those whom a grid does not serve. */
  readonly asList: boolean;
  readonly columnOrder: ColumnOrder;
  /** The guest, or the guest on a host, that is pointed at in the view of guests. */
  readonly guestPlace: GuestPlace | undefined;
  readonly guestFilter: string;
  /** The host that goes down: only its guests are shown. */
  readonly hostDown: HostId | undefined;
  /** A guest's needs: `x86-64-v3`, `nested`, names of features. */
  readonly needs: readonly string[];
  /** The register word that the Registers view shows large: `7.0 ebx`. */
  readonly word: string | undefined;
  /** An earlier or other workspace that the present one is compared with. */
  readonly beside: Beside | undefined;
  readonly dialog: Dialog | undefined;
}

export interface OpenedGuests {
  /** With equal CPUs: what is put back is put into all of them. */
  readonly guests: readonly { readonly id: GuestId; readonly name: string }[];
  readonly before: GuestChoices;
}

export interface GuestPlace {
  readonly guest: string;
  /** A host of the column. */
  readonly host?: string;
}

export interface Beside {
  /** `pool.json`, `the start of this visit`. */
  readonly label: string;
  readonly workspace: Workspace;
}

export type Noun = 'features' | 'guests' | 'groups' | 'changes' | 'guest-cpu';
export type Dialog = 'keys' | 'add' | 'hosts' | 'costs' | 'share' | 'cpu-map';

/** Row: a feature's name or a group's id. Column: a host's id, that of a folded column's first host, or `guest`. */
export interface CellPlace {
  readonly row: string;
  readonly column: string;
}

export const startUi: UiState = {
  noun: 'features',
  forms: {},
  filter: '',
  foldedGroups: new Set(),
  openedGroups: new Set(),
  focused: undefined,
  explained: undefined,
  previewWithout: [],
  guestWide: false,
  guestForm: 'deploy',
  domain: undefined,
  opened: undefined,
  virsh: undefined,
  pinnedRows: new Set(),
  hiddenColumns: new Set(),
  showAbsent: false,
  asList: false,
  columnOrder: 'given',
  guestPlace: undefined,
  guestFilter: '',
  hostDown: undefined,
  needs: [],
  word: undefined,
  beside: undefined,
  dialog: undefined,
};

export const uiStore = createStore<UiState>(() => startUi);

export function setUi(patch: Partial<UiState>): void {
  uiStore.setState(patch);
}

type SetKey = 'foldedGroups' | 'openedGroups' | 'pinnedRows' | 'hiddenColumns';

/** Takes `id` into the set, or out when it is in. */
export function toggleIn(key: SetKey, id: string): void {
  uiStore.setState((state) => {
    const next = new Set(state[key]);
    if (!next.delete(id)) next.add(id);
    return { [key]: next };
  });
}

/** Adds a need, or takes it away. */
export function toggleNeed(id: string): void {
  uiStore.setState(({ needs }) => ({
    needs: needs.includes(id) ? needs.filter((other) => other !== id) : [...needs, id],
  }));
}

export function explain(explained: Subject | undefined): void {
  uiStore.setState({ explained });
}

export function preview(previewWithout: readonly HostId[]): void {
  uiStore.setState({ previewWithout });
}

export function chooseForm(noun: Noun, form: string): void {
  uiStore.setState(({ forms }) => ({ noun, forms: { ...forms, [noun]: form } }));
}
