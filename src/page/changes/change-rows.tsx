import { Fragment } from 'react';
import { isOtherProcessor } from '../../fleet/changes/host-change.ts';
import { wayBackPhrases } from '../../fleet/wording/change-words.ts';
import { plainText } from '../../fleet/wording/phrases.ts';
import type { NamedChange } from '../../workspace/derived/derived-changes.ts';
import { Code } from '../ui/code.tsx';
import styles from './changes.module.css';
import { dayInWords } from './day-in-words.ts';

/** One row a host: what went is the one thing set in the accent. */
export function ChangeRows({ changes }: { readonly changes: readonly NamedChange[] }) {
  return changes.map(({ name, since, change }, at) => (
    // A host may have two views, each with its own change.
    // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew with each change
    <Fragment key={`${name} ${at}`}>
      <tr>
        <th scope="row">
          <Code>{name}</Code>
        </th>
        <td>{since === undefined ? 'date unknown' : dayInWords(since)}</td>
        <td className={styles.went}>
          <Names names={change.gone} />
        </td>
        <td>
          <Names names={change.came} />
        </td>
        <td>
          {change.told.map(({ what, before, now }) => (
            <div key={what}>
              {what}: <Code>{before}</Code> → <Code>{now}</Code>
            </div>
          ))}
          {change.told.length === 0 && <span className={styles.quiet}>the same, or unknown</span>}
        </td>
      </tr>
      <WayBack change={change} />
    </Fragment>
  ));
}

/** Below the host: how what it lost usually comes back. */
function WayBack({ change }: Pick<NamedChange, 'change'>) {
  const ways = isOtherProcessor(change) ? [] : wayBackPhrases(change.gone);
  if (ways.length === 0) return null;
  return (
    <tr>
      <td />
      <td colSpan={4} className={styles.quiet}>
        {ways.map((phrases) => (
          <div key={plainText(phrases)}>{plainText(phrases)}</div>
        ))}
      </td>
    </tr>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return <span className={styles.quiet}>–</span>;
  return (
    <span className={styles.names}>
      {names.length}:{' '}
      {names.map((name, at) => (
        <span key={name}>
          {at > 0 && ' '}
          <Code>{name}</Code>
        </span>
      ))}
    </span>
  );
}
