import type { LadderLine } from '../../fleet/groups/ladder-lines.ts';
import { plural } from '../../fleet/wording/phrases.ts';
import { weightSum } from '../../fleet/wording/weight-words.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { useUi } from '../../workspace/hooks.ts';
import type { HostId } from '../../workspace/model/state.ts';
import { preview } from '../../workspace/stores/ui.ts';
import { Button } from '../ui/button.tsx';
import { CpuWords } from './cpu-words.tsx';
import { Bar } from './cut-strip.tsx';
import { FeatureNames } from './feature-names.tsx';
import { KindNames } from './kind-names.tsx';
import styles from './ladder.module.css';
import { type Ladder, useLadders } from './use-ladder.ts';

/** The gain from excluding one, two, five … hosts, with the best set of each size. */
export function LadderView({ derived }: { readonly derived: Derived }) {
  const ladders = useLadders(derived);
  if (ladders === undefined) return <p className={styles.none}>Computing which hosts to exclude.</p>;
  if (ladders === 'failed')
    return <p className={styles.none}>The best hosts to exclude could not be computed. Reload the page.</p>;
  const most = Math.max(1, ...ladders.flatMap(({ lines }) => lines.map(({ lost }) => lost)));
  const isExact = ladders.every(({ lines }) => lines.every(({ exact }) => exact));
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.ladder}>
          <thead>
            <tr className={styles.heads}>
              <th scope="col" className={styles.number}>
                Exclude
              </th>
              <th scope="col">Which hosts</th>
              <th scope="col">Guest CPU of the rest</th>
              <th scope="col">Level</th>
              <th scope="col">Still lost</th>
              <th scope="col">
                <span className="visually-hidden">Preview</span>
              </th>
            </tr>
          </thead>
          {ladders.map((ladder) => (
            <Rungs key={ladder.group.group.name} ladder={ladder} most={most} isAlone={ladders.length === 1} />
          ))}
        </table>
      </div>
      <p className={styles.foot}>
        <span>
          <Bar share={0.8} isPaid /> features that some host of the group has and the rest still lose
        </span>
        <span>{isExact ? 'Exact: no other set of that size gains more' : 'Not every set was tried'}</span>
      </p>
    </>
  );
}

interface RungsProps {
  readonly ladder: Ladder;
  readonly most: number;
  readonly isAlone: boolean;
}

function Rungs({ ladder: { group, lines }, most, isAlone }: RungsProps) {
  return (
    <tbody>
      {!isAlone && (
        <tr className={styles.group}>
          <th colSpan={6} scope="rowgroup">
            <b>{group.group.name}</b> <span className={styles.quiet}>{plural(group.pool.hosts, 'host')}</span>
          </th>
        </tr>
      )}
      {lines.map((line) => (
        <Rung key={line.hosts} line={line} most={most} />
      ))}
      {lines.length === 1 && (
        <tr>
          <td colSpan={6} className={styles.nothing}>
            {group.migration.kinds === 1
              ? 'All its hosts have the same CPU: nothing is lost.'
              : 'Excluding hosts gains no feature.'}
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Rung({ line, most }: { readonly line: LadderLine; readonly most: number }) {
  const trial = useUi((state) => state.previewWithout);
  const isNow = line.hosts === 0;
  const isTried =
    !isNow && trial.length === line.ids.length && line.ids.every((id) => trial.includes(id as HostId));
  return (
    <>
      <tr className={styles.rung} data-tried={isTried}>
        <th scope="row" className={styles.number}>
          {isNow ? 'none' : line.hosts.toLocaleString('en')}
        </th>
        <td>
          <KindNames kinds={line.kinds} />
        </td>
        <td>
          <CpuWords cpu={line.guest} />
        </td>
        <td className={styles.level} data-rises={line.rises}>
          {line.level}
        </td>
        <td className={styles.lost}>
          <span className={styles.count}>{line.lost}</span>
          <Bar share={line.lost / most} isPaid />
        </td>
        <td className={styles.try}>
          {isNow ? (
            <span className={styles.quiet}>now</span>
          ) : (
            <Button
              size="pane"
              aria-pressed={isTried}
              aria-label={`Preview without ${plural(line.hosts, 'host')}`}
              onClick={() => preview(isTried ? [] : line.ids.map((id) => id as HostId))}
            >
              {isTried ? 'End' : 'Preview'}
            </Button>
          )}
        </td>
      </tr>
      {!isNow && (
        <tr className={styles.gained} data-tried={isTried}>
          <td />
          <td>a guest gains {line.gained.length}</td>
          <td colSpan={4}>
            <FeatureNames names={line.gained} />{' '}
            <span className={styles.quiet}>{weightSum(line.gained)}</span>
          </td>
        </tr>
      )}
    </>
  );
}
