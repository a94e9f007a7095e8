import { useState } from 'react';
import { sourceWords } from '../../intake/formats/source-words.ts';
import { removeHosts, renameHost, setIncluded } from '../../workspace/model/actions.ts';
import type { Host } from '../../workspace/model/state.ts';
import { edit } from '../../workspace/stores/store.ts';
import { cpuInWords } from '../phrases/cpu-in-words.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { RuledInput } from '../ui/field.tsx';
import { visibleText } from '../ui/visible-text.ts';
import styles from './dialogs.module.css';

/** One host: counts or not, its name to change, what it said, remove. */
export function HostLine({ host }: { readonly host: Host }) {
  const { id, name, included, sources } = host;
  const [typed, setTyped] = useState<string>();

  function rename(): void {
    if (typed !== undefined) edit(renameHost(id, typed));
    setTyped(undefined);
  }

  function remove(): void {
    edit(removeHosts([id]));
    announce(`${visibleText(name)} removed.`);
  }

  return (
    <tr>
      <td>
        <Checkbox
          checked={included}
          aria-label={`${name} counts`}
          onCheck={(checked) => edit(setIncluded([id], checked))}
        />
      </td>
      <th scope="row">
        <RuledInput
          aria-label={`Name of ${name}`}
          value={typed ?? name}
          data-draft={typed === undefined || typed === name ? undefined : ''}
          onType={setTyped}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key === 'Enter') rename();
            // The dialog would close with it.
            if (event.key === 'Escape' && typed !== undefined) {
              event.preventDefault();
              setTyped(undefined);
            }
          }}
        />
      </th>
      <td>
        {sources.map(({ kind, cpu }) => (
          <div key={kind} className={styles.cpu}>
            {cpuInWords(cpu)}
            {sourceWords[kind].limits !== undefined && (
              <div className={styles.kind}>{sourceWords[kind].limits}</div>
            )}
          </div>
        ))}
      </td>
      <td>
        {sources.map(({ kind, place }) => (
          <div key={kind} className={styles.place}>
            <bdi>{place.file}</bdi>:{place.line} <span className={styles.kind}>{kind}</span>
          </div>
        ))}
      </td>
      <td>
        <Button size="pane" aria-label={`Remove ${name}`} onClick={remove}>
          Remove
        </Button>
      </td>
    </tr>
  );
}
