import { useMemo } from 'react';
import { followPhrases, startsPhrases } from '../../fleet/wording/change-words.ts';
import { plainText, plural } from '../../fleet/wording/phrases.ts';
import { newestMap } from '../../workspace/cpu-maps/maps.ts';
import { type Derived, derive } from '../../workspace/derived/derived.ts';
import { answerChange, type GroupChange, guestChanges } from '../../workspace/derived/derived-changes.ts';
import type { Workspace } from '../../workspace/model/state.ts';
import { Code } from '../ui/code.tsx';
import styles from './changes.module.css';

interface FollowRowsProps {
  readonly derived: Derived;
  readonly before: Workspace;
}

const nobody: readonly [] = [];

/** The consequences of the changes: the answer of each group before and now, and guests that start on other hosts. */
export function FollowRows({ derived, before }: FollowRowsProps) {
  const old = useMemo(() => derive(before, derived.map, nobody, newestMap()), [before, derived.map]);
  const groups = useMemo(() => answerChange(old, derived), [old, derived]);
  const guests = useMemo(() => guestChanges(old, derived), [old, derived]);
  return (
    <tbody>
      <Title>Answer</Title>
      {groups.map((group) => (
        <AnswerRow key={group.name} group={group} />
      ))}
      {guests.length > 0 && <Title>Guests</Title>}
      {guests.map((each) => (
        <tr key={each.guests[0]}>
          <td colSpan={5} className={each.lost.length > 0 ? styles.went : undefined}>
            {plainText(startsPhrases(each))}
          </td>
        </tr>
      ))}
    </tbody>
  );
}

function Title({ children }: { readonly children: string }) {
  return (
    <tr>
      <th colSpan={5} scope="rowgroup" className={styles.title}>
        {children}
      </th>
    </tr>
  );
}

function AnswerRow({ group: { name, before, now, gained, lost } }: { readonly group: GroupChange }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <AnswerWords state={before} />
      </td>
      <td colSpan={2}>
        <AnswerWords state={now} />
      </td>
      <td className={lost.length > 0 ? styles.went : undefined}>
        {before !== undefined && now !== undefined && plainText(followPhrases({ gained, lost }))}
      </td>
    </tr>
  );
}

function AnswerWords({ state }: { readonly state: GroupChange['now'] }) {
  if (state === undefined) return <span className={styles.quiet}>–</span>;
  return (
    <>
      {state.guest === undefined ? 'no guest CPU' : <Code>{state.guest.model ?? state.guest.mode}</Code>}
      <span className={styles.quiet}>
        {` ${plural(state.features.size, 'feature')}, `}
        {state.level !== undefined && <span className={styles.level}>{state.level}, </span>}
        {plural(state.hosts, 'host')}
      </span>
    </>
  );
}
