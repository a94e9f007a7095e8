import { fewestToLeaveOut, rankedCosts } from '../../fleet/matrix/fewest-to-exclude.ts';
import type { Kind } from '../../fleet/pool/fleet.ts';
import type { Pool } from '../../fleet/pool/pool.ts';
import { type Phrase, plural, text } from '../../fleet/wording/phrases.ts';
import { useUi } from '../../workspace/hooks.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { Phrases } from '../phrases/phrases.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { RuledTable } from '../ui/ruled-table.tsx';
import { CostLine, WithoutKinds } from './cost-line.tsx';
import styles from './costs.module.css';
import dialogStyles from './dialogs.module.css';

/** More would make a dialog slow to open; what costs most stands first. */
const MOST_SHOWN = 100;

/** Every kind of CPU that counts, by what the pool loses because of it. */
export function CostList({ onClose }: { readonly onClose: () => void }) {
  const pool = useDerived()?.pool;
  return (
    <Dialog title="What each host costs" onClose={onClose} wide>
      {pool !== undefined && pool.kinds.length > 0 && <Costs pool={pool} />}
    </Dialog>
  );
}

function Costs({ pool }: { readonly pool: Pool }) {
  const costs = rankedCosts(pool);
  const most = Math.max(1, ...costs.map(({ lacks }) => lacks.length));
  const rest = costs.length - MOST_SHOWN;
  return (
    <>
      <Together pool={pool} />
      <RuledTable className={styles.costs} aria-label="Hosts by what they cost">
        <thead>
          <tr>
            <th scope="col">Host</th>
            <th scope="col">Lost only because of it</th>
            <th scope="col">All it lacks</th>
            <th scope="col">
              <span className="visually-hidden">Without it</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {costs.slice(0, MOST_SHOWN).map((cost) => (
            <CostLine key={cost.kind.index} cost={cost} most={most} isOnly={costs.length === 1} />
          ))}
        </tbody>
      </RuledTable>
      {rest > 0 && (
        <p className={dialogStyles.note}>
          {plural(rest, 'more kind')} of CPU, which cost no more than these.
        </p>
      )}
      {costs.length > 1 && <InThisOrder />}
    </>
  );
}

function InThisOrder() {
  const isOn = useUi((state) => state.columnOrder === 'cost');
  return (
    <div className={styles.order}>
      <Checkbox checked={isOn} onCheck={(on) => setUi({ columnOrder: on ? 'cost' : 'given' })}>
        The columns of the matrix in this order
      </Checkbox>
    </div>
  );
}

/** The smallest set of kinds that costs something together, if no kind does alone. */
function Together({ pool }: { readonly pool: Pool }) {
  const fewest = fewestToLeaveOut(pool);
  if (fewest === undefined) {
    return <p className={styles.together}>All hosts have the same features: no host costs anything.</p>;
  }
  if (fewest.kinds.length === 1) return null;
  return (
    <div className={styles.together}>
      <p>
        <Phrases phrases={togetherPhrases(fewest.kinds, fewest.features.length)} />
      </p>
      <WithoutKinds kinds={fewest.kinds} them="them" />
    </div>
  );
}

const MOST_NAMED = 6;

function togetherPhrases(kinds: readonly Kind[], features: number): Phrase[] {
  const hosts = kinds.flatMap(({ included }) => included.map(({ name }) => name));
  const named = hosts.slice(0, hosts.length === MOST_NAMED + 1 ? hosts.length : MOST_NAMED);
  const rest = hosts.length - named.length;
  const names = named.flatMap((name, at): Phrase[] => [
    ...(at === 0 ? [] : [text(at === named.length - 1 && rest === 0 ? ' and ' : ', ')]),
    { kind: 'code', text: name },
  ]);
  const more = rest === 0 ? [] : [text(` and ${rest.toLocaleString('en')} more`)];
  return [
    text('No single host costs anything. The smallest set that does is '),
    ...names,
    ...more,
    text(`: without them the pool gains ${plural(features, 'feature')}.`),
  ];
}
