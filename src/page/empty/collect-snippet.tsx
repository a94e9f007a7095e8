import { useRef, useState } from 'react';
import { Checkbox } from '../ui/checkbox.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Select } from '../ui/select.tsx';
import styles from './collect.module.css';
import { type CollectWay, collectWays } from './collect-commands.ts';

/** The person's last choice, for the next time that the list is shown. */
let chosen = collectWays[0]?.id ?? '';

/** The commands that fetch what the answer needs from all hosts, by the tool that the person has. */
export function CollectSnippet() {
  const shown = useRef<HTMLPreElement>(null);
  const [id, setId] = useState(chosen);
  const [withGuests, setWithGuests] = useState(false);
  const way = collectWays.find((candidate) => candidate.id === id);
  if (way === undefined) return null;
  const commands = commandsOf(way, withGuests);
  const choose = (next: string) => {
    chosen = next;
    setId(next);
  };
  return (
    <>
      <div className={styles.choices}>
        <Select aria-label="Collect with" value={id} onChoose={choose}>
          {collectWays.map(({ id: key, title }) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
        </Select>
        {way.withGuests !== undefined && (
          <Checkbox checked={withGuests} onCheck={setWithGuests}>
            guests too
          </Checkbox>
        )}
        <span className={styles.copy}>
          <CopyButton size="pane" what="the commands" text={() => `${commands}\n`} shown={shown} />
        </span>
      </div>
      <pre ref={shown} className={styles.code}>
        {commands}
      </pre>
      <p className={styles.note}>{way.note}</p>
    </>
  );
}

function commandsOf(way: CollectWay, withGuests: boolean): string {
  return withGuests ? (way.withGuests ?? way.commands) : way.commands;
}
