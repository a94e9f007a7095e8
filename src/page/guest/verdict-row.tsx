import { Fragment } from 'react';
import type { Verdict } from '../../fleet/verdicts.ts';
import type { HostId } from '../../workspace/state.ts';
import { explain } from '../../workspace/ui.ts';
import { Code } from '../ui/code.tsx';
import { MiddleCut } from '../ui/middle-cut.tsx';
import { visibleText } from '../ui/visible-text.ts';
import type { VerdictWords } from './verdict-words.ts';
import styles from './verdicts.module.css';

interface VerdictRowProps {
  readonly verdict: Verdict;
  readonly words: VerdictWords;
  /** Names of what a host has beyond the guest are shown too. */
  readonly wide: boolean;
  /** An earlier host has the same features beyond the guest: not listed again. */
  readonly repeats: boolean;
}

/** Hosts of one kind, and whether they run the guest. */
export function VerdictRow({ verdict, words, wide, repeats }: VerdictRowProps) {
  const [first, ...others] = verdict.kind.included;
  if (first === undefined) return null;
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.hosts}
        title={others.length === 0 ? undefined : others.map(({ name }) => visibleText(name)).join(', ')}
        onClick={() => explain({ kind: 'verdict', host: first.id as HostId })}
      >
        <MiddleCut max={14}>{first.name}</MiddleCut>
        {others.length > 0 && (
          <span className={styles.more}>{` +${others.length.toLocaleString('en')}`}</span>
        )}
      </button>
      <div className={styles.says}>
        <span className={words.against ? styles.against : undefined}>{words.word}</span>
        {words.parts.map((part) => (
          <Fragment key={part.says}>
            <span className={words.against || wide ? undefined : styles.quiet}>
              {separator(words, wide)}
              {repeats && !part.against ? part.says.replace('has', 'the same') : part.says}
            </span>
            {part.names.length > 0 && (part.against || (wide && !repeats)) && (
              <NameList names={part.names} against={part.against} />
            )}
          </Fragment>
        ))}
      </div>
    </li>
  );
}

function separator({ against }: VerdictWords, wide: boolean): string {
  return against || wide ? ', ' : ' ';
}

function NameList({ names, against }: { readonly names: readonly string[]; readonly against: boolean }) {
  return (
    <ul className={styles.names} data-against={against}>
      {names.map((name) => (
        <li key={name}>
          <Code>{name}</Code>
        </li>
      ))}
    </ul>
  );
}
