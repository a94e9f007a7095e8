import type { KindState } from '../../fleet/needs/cheapest-way.ts';
import { oftenAsked } from '../../fleet/needs/need.ts';
import { plural } from '../../fleet/wording/phrases.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { useUi } from '../../workspace/hooks.ts';
import { setIncluded, setPolicies } from '../../workspace/model/actions.ts';
import type { HostId } from '../../workspace/model/state.ts';
import { edit } from '../../workspace/stores/store.ts';
import { preview, toggleNeed } from '../../workspace/stores/ui.ts';
import { Button } from '../ui/button.tsx';
import { Glyph, type GlyphName } from '../ui/glyph.tsx';
import { visibleText } from '../ui/visible-text.ts';
import { AddNeed } from './add-need.tsx';
import styles from './needs.module.css';
import { type NeedColumn, type NeedRow, type Plan, type ShownNeeds, useNeeds } from './use-needs.ts';

/** Beyond that the table is too wide to be read. */
const MOST = 24;

/** The needs of a guest: the hosts that can give them, and the cheapest way to one guest CPU that has it all. */
export function NeedsView({ derived }: { readonly derived: Derived }) {
  const needs = useNeeds(derived);
  const asked = new Set(needs.chosen.map(({ need }) => need.id));
  const others = oftenAsked.filter((id) => !asked.has(id)).flatMap((id) => needs.rowOf(id) ?? []);
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.needs} aria-label="What a guest must have">
          <Heads needs={needs} map={derived.map} />
          <tbody>
            {needs.chosen.map((row) => (
              <NeedLine key={row.need.id} row={row} needs={needs} isChosen />
            ))}
            {needs.together !== undefined && <Together needs={needs} plan={needs.together} />}
          </tbody>
          <tbody>
            <tr className={styles.section}>
              <th colSpan={4 + Math.min(MOST, needs.columns.length)} scope="rowgroup">
                <b>Often asked for</b> <span>one click adds it</span>
              </th>
            </tr>
            {others.map((row) => (
              <NeedLine key={row.need.id} row={row} needs={needs} isChosen={false} />
            ))}
          </tbody>
        </table>
      </div>
      <ul className={styles.legend} aria-label="Signs">
        {legend.map(([kind, words]) => (
          <li key={kind} data-state={kind}>
            <Sign kind={kind} /> {words}
          </li>
        ))}
      </ul>
    </>
  );
}

function Heads({ needs, map }: { readonly needs: ShownNeeds; readonly map: Derived['map'] }) {
  const columns = needs.columns.slice(0, MOST);
  return (
    <thead>
      <tr>
        <th scope="col" className={styles.need}>
          <AddNeed map={map} />
        </th>
        <th scope="col" className={styles.count}>
          Hosts
        </th>
        {columns.map((column, at) => (
          <th key={columnKey(column)} scope="col" className={styles.kind} data-first={isFirst(needs, at)}>
            {isFirst(needs, at) && needs.groups.length > 1 && (
              <small className={styles.group}>{visibleText(needs.groups[column.group]?.name ?? '')}</small>
            )}
            <bdi>{visibleText(column.own[0]?.name ?? '')}</bdi>
            <small>{column.hosts > 1 ? `+${column.hosts - 1}` : '\u00a0'}</small>
          </th>
        ))}
        {needs.columns.length > MOST && <th scope="col">{needs.columns.length - MOST} more kinds</th>}
        <th scope="col" className={styles.way}>
          Cheapest way there, and what it costs
        </th>
      </tr>
    </thead>
  );
}

interface NeedLineProps {
  readonly row: NeedRow;
  readonly needs: ShownNeeds;
  readonly isChosen: boolean;
}

function NeedLine({ row: { need, states, can, plan }, needs, isChosen }: NeedLineProps) {
  return (
    <tr>
      <th scope="row" className={styles.need}>
        <label>
          <input type="checkbox" checked={isChosen} onChange={() => toggleNeed(need.id)} />
          <code>{need.id}</code> <small>{need.note}</small>
        </label>
      </th>
      <td className={styles.count}>{`${can} of ${needs.hosts}`}</td>
      {states.slice(0, MOST).map((state, at) => (
        <StateCell key={columnKey(needs.columns[at])} state={state} states={states} needs={needs} at={at} />
      ))}
      {needs.columns.length > MOST && <td />}
      <td className={styles.way}>
        <PlanWords plan={plan} needs={needs} />
      </td>
    </tr>
  );
}

interface StateCellProps {
  readonly state: KindState;
  readonly states: readonly KindState[];
  readonly needs: ShownNeeds;
  readonly at: number;
}

function StateCell({ state, states, needs, at }: StateCellProps) {
  const group = needs.columns[at]?.group;
  const own = states.filter((_, i) => needs.columns[i]?.group === group);
  const isAlone =
    state.kind === 'cannot' && own.length > 2 && own.filter(({ kind }) => kind === 'cannot').length === 1;
  const words = stateWords(state);
  return (
    <td className={styles.cell} data-state={state.kind} data-first={isFirst(needs, at)} title={words}>
      {isAlone ? <Glyph name="only-lacks" /> : <Sign kind={state.kind} />}
      <span className="visually-hidden">{words}</span>
    </td>
  );
}

function stateWords({ kind, changes, lacks }: KindState): string {
  switch (kind) {
    case 'can':
      return 'can';
    case 'needless':
      return 'is not needed there';
    case 'changed':
      return `can, with ${changes.join(' and ')}`;
    case 'cannot':
      return lacks.length === 0
        ? 'unknown'
        : `can't: lacks ${lacks.slice(0, 6).join(', ')}${lacks.length > 6 ? ` and ${lacks.length - 6} more` : ''}`;
  }
}

const glyphs: Readonly<Record<KindState['kind'], GlyphName>> = {
  can: 'in-guest',
  changed: 'optional',
  cannot: 'lacks',
  needless: 'nobody',
};
const legend: readonly (readonly [KindState['kind'], string])[] = [
  ['can', 'can'],
  ['changed', 'can, once the host is changed'],
  ['cannot', "can't"],
  ['needless', 'is not needed there'],
];

function Sign({ kind }: { readonly kind: KindState['kind'] }) {
  return <Glyph name={glyphs[kind]} />;
}

function PlanWords({ plan, needs }: { readonly plan: Plan; readonly needs: ShownNeeds }) {
  const { leaveOut, changes } = plan;
  if (leaveOut.length >= needs.hosts) return <span className={styles.loss}>No host can.</span>;
  const steps = [...changes].map(([change, hosts]) => `${change} on ${plural(hosts, 'host')}`);
  const [first] = leaveOut;
  if (first !== undefined) {
    steps.push(leaveOut.length === 1 ? `exclude ${visibleText(first.name)}` : `exclude ${leaveOut.length}`);
  }
  const words = steps.join(', ');
  return (
    <>
      <span>
        {words === '' ? 'Nothing: every host can' : `${words.charAt(0).toUpperCase()}${words.slice(1)}`}
      </span>
      {words !== '' && (
        <small data-loss={leaveOut.length > 0}>
          {leaveOut.length === 0 ? 'no host excluded' : `${plural(leaveOut.length, 'host')} excluded`}
        </small>
      )}
    </>
  );
}

function Together({
  needs,
  plan,
}: {
  readonly needs: ShownNeeds;
  readonly plan: Plan & { readonly can: number };
}) {
  const trial = useUi((state) => state.previewWithout);
  const ids = plan.leaveOut.map(({ id }) => id as HostId);
  const isTried = ids.length > 0 && trial.length === ids.length && ids.every((id) => trial.includes(id));
  const adding = needs.toAdd();
  const count = needs.chosen.length;
  const isPossible = ids.length > 0 && ids.length < needs.hosts;
  return (
    <tr className={styles.together}>
      <th scope="row" className={styles.need}>
        {count === 1 ? 'This one' : `All ${count} together`} <small>as it is</small>
      </th>
      <td className={styles.count}>{`${plan.can} of ${needs.hosts}`}</td>
      <td
        colSpan={Math.min(MOST, needs.columns.length) + (needs.columns.length > MOST ? 1 : 0)}
        className={styles.tools}
      >
        {isPossible && (
          <>
            <Button size="pane" aria-pressed={isTried} onClick={() => preview(isTried ? [] : ids)}>
              {isTried ? 'End preview' : 'Preview'}
            </Button>
            <Button size="pane" onClick={() => leaveAllOut(ids)}>
              Exclude {ids.length === 1 ? visibleText(plan.leaveOut[0]?.name ?? '') : `the ${ids.length}`}
            </Button>
          </>
        )}
        {adding.length > 0 && (
          <Button
            size="pane"
            onClick={() => edit(setPolicies(adding.map((name) => ({ name, policy: 'require' }))))}
          >
            Add {adding.length === 1 ? adding[0] : `${adding.length} features`} to the guest
          </Button>
        )}
      </td>
      <td className={styles.way}>
        <PlanWords plan={plan} needs={needs} />
      </td>
    </tr>
  );
}

function leaveAllOut(ids: readonly HostId[]): void {
  preview([]);
  edit(setIncluded(ids, false));
}

function isFirst({ columns }: ShownNeeds, at: number): boolean {
  return at === 0 || columns[at - 1]?.group !== columns[at]?.group;
}

function columnKey(column: NeedColumn | undefined): string {
  return `${column?.group} ${column?.kind.index}`;
}
