import type { ExplanationAction } from '../../fleet/explain/explanation.ts';
import { setGuest, setIncluded, setPolicies } from '../../workspace/model/actions.ts';
import type { HostId } from '../../workspace/model/state.ts';
import { edit, workspaceStore } from '../../workspace/stores/store.ts';
import { preview, setUi } from '../../workspace/stores/ui.ts';
import { Button } from '../ui/button.tsx';

export function ExplainActions({ actions }: { readonly actions: readonly ExplanationAction[] }) {
  return actions.map((action) => (
    <Button key={action.label} onClick={() => act(action)}>
      {action.label}
    </Button>
  ));
}

function act(action: ExplanationAction): void {
  if (action.kind === 'preview') preview(hostIds(action.hosts));
  else if (action.kind === 'filter') setUi({ filter: action.filter });
  else if (action.kind === 'as-baseline') edit(asInBaseline(action));
  else if (action.kind === 'take-model') edit(setGuest({ model: action.model }));
  else {
    preview([]);
    if (action.kind !== 'end-preview') edit(setIncluded(hostIds(action.hosts), action.kind === 'take-in'));
  }
}

function asInBaseline({ field, feature }: Extract<ExplanationAction, { kind: 'as-baseline' }>) {
  if (field !== undefined) return setGuest({ [field]: undefined });
  return setPolicies(feature === undefined ? [] : [{ name: feature, policy: undefined }]);
}

/** The store's own ids: an explanation may be older than the last change. */
function hostIds(ids: readonly string[]): HostId[] {
  const wanted = new Set(ids);
  return workspaceStore
    .getState()
    .workspace.hosts.filter(({ id }) => wanted.has(id))
    .map(({ id }) => id);
}
