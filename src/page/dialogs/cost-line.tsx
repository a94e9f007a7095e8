import type { CSSProperties } from 'react';
import type { KindCost } from '../../fleet/matrix/costs.ts';
import type { Kind } from '../../fleet/pool/fleet.ts';
import { weightSum } from '../../fleet/wording/weight-words.ts';
import { setIncluded } from '../../workspace/model/actions.ts';
import type { HostId } from '../../workspace/model/state.ts';
import { edit, workspaceStore } from '../../workspace/stores/store.ts';
import { preview, setUi } from '../../workspace/stores/ui.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/button.tsx';
import { Code } from '../ui/code.tsx';
import { visibleText } from '../ui/visible-text.ts';
import styles from './costs.module.css';

interface CostLineProps {
  readonly cost: KindCost;
  /** The largest number of lacked features: the bars' common scale. */
  readonly most: number;
  /** Nothing is left without it. */
  readonly isOnly: boolean;
}

const NAMES = 8;

export function CostLine({ cost: { kind, lacks, alone }, most, isOnly }: CostLineProps) {
  const [first, ...others] = kind.included;
  if (first === undefined) return null;
  return (
    <tr>
      <th scope="row">
        <Code>{first.name}</Code>
        {others.length > 0 && <span className={styles.note}> +{others.length.toLocaleString('en')}</span>}
        <div className={styles.model}>{visibleText(kind.cpu.definition.model ?? kind.cpu.arch)}</div>
      </th>
      <td>
        {alone.length === 0 ? (
          '–'
        ) : (
          <>
            <span className={styles.loss}>{alone.length.toLocaleString('en')}</span>{' '}
            <Names names={alone.map(({ name }) => name)} />
            <div className={styles.weight}>{weightSum(alone.map(({ name }) => name))}</div>
          </>
        )}
      </td>
      <td>
        <span className={styles.lacks}>
          <span className={styles.number}>{lacks.length.toLocaleString('en')}</span>
          {lacks.length > 0 && (
            <span
              className={styles.bar}
              style={{ '--share': lacks.length / most } as CSSProperties}
              aria-hidden="true"
            >
              <span style={{ inlineSize: `${(100 * alone.length) / lacks.length}%` }} />
            </span>
          )}
        </span>
      </td>
      <td>{!isOnly && <WithoutKinds kinds={[kind]} them={kind.included.length === 1 ? 'it' : 'them'} />}</td>
    </tr>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  // One more is in its own place.
  const shown = names.length === NAMES + 1 ? names : names.slice(0, NAMES);
  const rest = names.slice(shown.length);
  return (
    <span className={styles.names}>
      {shown.map((name) => (
        <Code key={name}>{name}</Code>
      ))}
      {rest.length > 0 && (
        <details>
          <summary>{rest.length.toLocaleString('en')} more</summary>
          {rest.map((name) => (
            <Code key={name}>{name}</Code>
          ))}
        </details>
      )}
    </span>
  );
}

interface WithoutKindsProps {
  readonly kinds: readonly Kind[];
  readonly them: 'it' | 'them';
}

/** To try the pool without these hosts, or to leave them out. */
export function WithoutKinds({ kinds, them }: WithoutKindsProps) {
  const ids = new Set(kinds.flatMap(({ included }) => included.map(({ id }) => id)));
  const names = kinds.flatMap(({ included }) => included.map(({ name }) => visibleText(name)));
  const who = names.length === 1 ? (names[0] ?? '') : `${names[0] ?? ''} and ${names.length - 1} more`;
  // The store's own ids: only they are known to be hosts that are still there.
  const hosts = (): HostId[] =>
    workspaceStore
      .getState()
      .workspace.hosts.filter(({ id }) => ids.has(id))
      .map(({ id }) => id);

  function tryWithout(): void {
    preview(hosts());
    setUi({ dialog: undefined });
  }

  function leaveOut(): void {
    preview([]);
    edit(setIncluded(hosts(), false));
    announce(`${who} excluded.`);
  }

  return (
    <span className={styles.buttons}>
      <Button size="pane" aria-label={`Preview without ${who}`} onClick={tryWithout}>
        Preview without {them}
      </Button>
      <Button size="pane" aria-label={`Exclude ${who}`} onClick={leaveOut}>
        Exclude
      </Button>
    </span>
  );
}
