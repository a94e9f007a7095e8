import { Fragment, useState } from 'react';
import type { Verdict } from '../../../fleet/guest/verdicts.ts';
import type { HostId } from '../../../workspace/model/state.ts';
import { explain } from '../../../workspace/stores/ui.ts';
import { Code } from '../../ui/code.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { MiddleCut } from '../../ui/middle-cut.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import type { VerdictPart, VerdictWords } from './verdict-words.ts';
import styles from './verdicts.module.css';

interface VerdictRowProps {
  readonly verdict: Verdict;
  /** The part of the first host's name that differs from the others. */
  readonly name: string;
  readonly words: VerdictWords;
  /** Names of what a host has beyond the guest are shown too. */
  readonly wide: boolean;
  /** An earlier host has the same features beyond the guest: not listed again. */
  readonly repeats: boolean;
  /** Names shown at once. */
  readonly most: number;
}

/** Characters of a name; the column is as wide as the longest that is shown. */
export const NAME = 18;

/** Hosts of one kind, and whether they run the guest. */
export function VerdictRow({ verdict, name, words, wide, repeats, most }: VerdictRowProps) {
  const [first, ...others] = verdict.kind.included;
  if (first === undefined) return null;
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.hosts}
        title={
          others.length === 0
            ? undefined
            : verdict.kind.included.map((host) => visibleText(host.name)).join(', ')
        }
        onClick={() => explain({ kind: 'verdict', host: first.id as HostId })}
      >
        <MiddleCut max={NAME} shown={name}>
          {first.name}
        </MiddleCut>
        {others.length > 0 && (
          <span className={styles.more}>{` +${others.length.toLocaleString('en')}`}</span>
        )}
      </button>
      <div className={styles.says}>
        <span className={words.against ? styles.against : undefined}>{words.word}</span>
        {words.parts.map((part, index) => (
          <Fragment key={part.says}>
            <span className={words.against || wide ? undefined : styles.quiet}>
              {separator(words, wide || index > 0)}
              {repeats && !part.against ? part.says.replace('has', 'the same') : part.says}
            </span>
            {part.names.length > 0 && (part.against || (wide && !repeats)) && (
              <NameList part={part} most={most} />
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

interface NameListProps {
  readonly part: VerdictPart;
  /** The number of names shown at once. */
  readonly most: number;
}

/** All of them are one click away: a thousand kinds of CPU would be a hundred thousand names. */
function NameList({ part: { names, against }, most }: NameListProps) {
  const [isOpen, setOpen] = useState(false);
  const isFolded = !isOpen && names.length > most;
  const shown = !isFolded ? names : against ? names.slice(0, most) : [];
  const rest = names.length - shown.length;
  return (
    <>
      {shown.length > 0 && (
        <ul className={styles.names} data-against={against}>
          {shown.map((name) => (
            <li key={name}>
              <Code>{name}</Code>
            </li>
          ))}
        </ul>
      )}
      {isFolded && (
        <LinkButton className={styles.show} onClick={() => setOpen(true)}>
          {against ? `${rest.toLocaleString('en')} more` : 'Show them'}
        </LinkButton>
      )}
    </>
  );
}
