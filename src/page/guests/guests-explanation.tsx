import type { ReactNode } from 'react';
import { hostView } from '../../cpu/driver-qemu/qemu-host.ts';
import type { StartVerdict } from '../../fleet/guest/start-verdict.ts';
import type { HostKind } from '../../fleet/guests/host-kinds.ts';
import type { MoveVerdict } from '../../fleet/guests/judge-move.ts';
import { hostModelGuest } from '../../fleet/guests/move-states.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { useUi, useWorkspace } from '../../workspace/hooks.ts';
import { chooseForm, setUi } from '../../workspace/stores/ui.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { useView } from '../hooks/use-view.ts';
import { Code } from '../ui/code.tsx';
import { Glyph, type GlyphName } from '../ui/glyph.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { visibleText } from '../ui/visible-text.ts';
import { ChangeActions } from './change-actions.tsx';
import { placeOf } from './directions.tsx';
import { guestsWords, hostsWords, untoldWords } from './guest-words.ts';
import styles from './guests.module.css';
import { useGuests } from './use-guests.ts';

type AnyVerdict = StartVerdict | MoveVerdict;

/** Below the guests: why a guest does not start or move there, in libvirt's words, and what would help. */
export function GuestsExplanation() {
  const derived = useDerived();
  const { form } = useView();
  if (derived === undefined) return null;
  return form === 'directions' ? <OfDirection derived={derived} /> : <OfCell derived={derived} />;
}

function OfCell({ derived }: { readonly derived: Derived }) {
  const shown = useGuests();
  const guests = useWorkspace((state) => state.workspace.guests);
  const { width } = useView();
  if (shown?.row === undefined || shown.column === undefined) return null;
  const { row, column, fleet, ask } = shown;
  const isOff = row.section === 'off';
  const verdict =
    ask === 'start' || isOff
      ? fleet.grid.start(row.kind, column.kind)
      : fleet.grid.move(row.kind, row.from, column.kind);
  const at = guests.find(({ id }) => id === row.guests[0]?.id)?.place;
  const host = hostsWords(column.kind);
  return (
    <Explained
      verdict={verdict}
      title={`${guestsWords(row.guests)} on ${host}: ${stateWords(verdict)}`}
      host={host}
      derived={derived}
    >
      {at !== undefined && (
        <div>
          <dt>Seen in</dt>
          <dd>
            <Code>{`${at.file}:${at.line}`}</Code>
          </dd>
        </div>
      )}
      {width !== 'wide' && (
        <div>
          <dt>Change</dt>
          <dd>
            <ChangeActions shown={shown} row={row} />
          </dd>
        </div>
      )}
    </Explained>
  );
}

function OfDirection({ derived }: { readonly derived: Derived }) {
  const place = useUi((state) => state.guestPlace);
  const { columns, grid } = derived.guests();
  const from = columns.find(({ kind }) => placeOf(kind) === place?.guest)?.kind;
  const to = columns.find(({ kind }) => kind.included.some(({ id }) => id === place?.host))?.kind;
  if (from === undefined || to === undefined) return null;
  const virttype = from.told.has('kvm') ? 'kvm' : 'qemu';
  const verdict = grid.move(hostModelGuest(virttype), from, to);
  const back = grid.move(hostModelGuest(virttype), to, from);
  const title = `started on ${hostsWords(from)}, moving to ${hostsWords(to)}: ${stateWords(verdict)}`;
  return (
    <Explained verdict={verdict} title={title} host={hostsWords(to)} derived={derived}>
      {from !== to && (
        <div>
          <dt>Other way</dt>
          <dd>
            {`A guest started on ${hostsWords(to)} ${back.kind === 'moves' ? `moves to ${hostsWords(from)}: everything it has is there.` : back.kind === 'refused' ? `does not move to ${hostsWords(from)} either.` : 'it is unknown.'}`}
          </dd>
        </div>
      )}
    </Explained>
  );
}

interface ExplainedProps {
  readonly verdict: AnyVerdict;
  readonly title: string;
  readonly host: string;
  readonly derived: Derived;
  readonly children: ReactNode;
}

function Explained({ verdict, title, host, derived, children }: ExplainedProps) {
  const glyph: GlyphName =
    verdict.kind === 'refused'
      ? 'lacks'
      : verdict.kind === 'starts' || verdict.kind === 'moves'
        ? 'in-guest'
        : 'unknown';
  return (
    <section className={styles.explanation} aria-label="Explanation" data-no-print>
      <h2 className={styles.title}>
        <Glyph name={glyph} /> {title}
      </h2>
      {verdict.kind === 'refused' && <Message verdict={verdict} />}
      <dl className={styles.facts}>
        <Facts verdict={verdict} host={host} derived={derived} />
        {children}
      </dl>
    </section>
  );
}

function stateWords(verdict: AnyVerdict): string {
  switch (verdict.kind) {
    case 'starts':
      return verdict.leftOff.length === 0
        ? 'starts'
        : `starts, without ${verdict.leftOff.length} of what it asks for`;
    case 'moves':
      return verdict.acrossVendors ? 'libvirt allows it, but no vendor supports it' : 'can go there live';
    case 'refused':
      return 'refused';
    case 'uncompared':
      return 'unknown: libvirt does not compare';
    case 'untold':
      return 'unknown';
  }
}

/** libvirt's words to the byte, with each feature a link to its row. */
function Message({ verdict }: { readonly verdict: Extract<AnyVerdict, { kind: 'refused' }> }) {
  const names = new Set(verdict.reasons.flatMap((reason) => ('features' in reason ? reason.features : [])));
  const parts = verdict.message.split(/([\w.-]+)/);
  return (
    <p className={styles.message} translate="no">
      {parts.map((part, at) =>
        names.has(part) && at % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word's place is its identity
          <FeatureLink key={at} name={part} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text between words has no identity but its place
          <span key={at}>{visibleText(part)}</span>
        ),
      )}
    </p>
  );
}

function FeatureLink({ name }: { readonly name: string }) {
  function show(): void {
    chooseForm('features', 'all');
    setUi({ filter: name });
  }
  return <LinkButton onClick={show}>{visibleText(name)}</LinkButton>;
}

interface FactsProps {
  readonly verdict: AnyVerdict;
  readonly host: string;
  readonly derived: Derived;
}

function Facts({ verdict, host, derived }: FactsProps) {
  const { columns } = derived.guests();
  switch (verdict.kind) {
    case 'starts':
      return verdict.leftOff.length === 0 ? null : (
        <Fact name="Without">
          <Names names={verdict.leftOff} />
        </Fact>
      );
    case 'moves':
      return verdict.clock === 'tried' ? (
        <Fact name="Clock">
          {host} does not say how its TSC scales: QEMU finds out when the guest arrives.
        </Fact>
      ) : null;
    case 'uncompared':
      return (
        <Fact name="Differs">
          {verdict.differs.lost.length + verdict.differs.gained.length === 0
            ? 'No difference is known; it is safe only between the same CPU, microcode and QEMU.'
            : `${host} lacks ${verdict.differs.lost.length} and has ${verdict.differs.gained.length} more. Safe only between the same CPU, microcode and QEMU.`}
        </Fact>
      );
    case 'untold':
      return (
        <>
          <Fact name="Why">{untoldWords(verdict.why, host)}</Fact>
          {'likely' in verdict && verdict.likely !== undefined && (
            <Fact name="Predicted">
              {verdict.likely.kind === 'starts'
                ? 'It starts, by what KVM gives with such a CPU.'
                : `Refused: ${verdict.likely.message}`}
            </Fact>
          )}
        </>
      );
    case 'refused': {
      const missing = verdict.reasons.flatMap((reason) => (reason.kind === 'missing' ? reason.features : []));
      const [first] = missing;
      if (first === undefined) return null;
      const giving = columns.filter(({ kind }) => gives(kind, first));
      return (
        <Fact name={first}>
          {giving.length === 0
            ? 'No host that counts gives it.'
            : `${giving
                .slice(0, 4)
                .map(({ kind }) => hostsWords(kind))
                .join(
                  ', ',
                )}${giving.length > 4 ? ` and ${giving.length - 4} more kinds` : ''} ${giving.length === 1 && giving[0]?.kind.included.length === 1 ? 'gives' : 'give'} it.`}
        </Fact>
      );
    }
  }
}

function gives({ map, told }: HostKind, name: string): boolean {
  const host = told.get('kvm') ?? told.get('qemu');
  return host !== undefined && hostView(map, host).given.has(name);
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{visibleText(name)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  const some = names.slice(0, 24);
  return (
    <span className={styles.names}>
      {some.map((name) => (
        <FeatureLink key={name} name={name} />
      ))}
      {names.length > some.length && ` and ${names.length - some.length} more`}
    </span>
  );
}
