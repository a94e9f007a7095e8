import { type FormEvent, useState } from 'react';
import { LONGEST_NAME, renameGroup, type ShownGroup } from '../../workspace/model/group-actions.ts';
import { edit } from '../../workspace/stores/store.ts';
import { Button } from '../ui/button.tsx';
import styles from './explanation.module.css';

interface RenameGroupProps {
  readonly name: string;
  /** Place among those shown. */
  readonly at: number;
  readonly shown: readonly ShownGroup[];
  readonly onDone: () => void;
}

export function RenameGroup({ name, at, shown, onDone }: RenameGroupProps) {
  const [wanted, setWanted] = useState(name);

  function rename(event: FormEvent): void {
    event.preventDefault();
    edit(renameGroup(at, wanted, shown));
    onDone();
  }

  return (
    <form className={styles.rename} onSubmit={rename}>
      <input
        // biome-ignore lint/a11y/noAutofocus: it was asked for a moment ago, where it stands
        autoFocus
        className={styles.input}
        aria-label={`Name of ${name}; empty: by its vendor`}
        value={wanted}
        maxLength={LONGEST_NAME}
        onChange={(event) => setWanted(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
        }}
      />
      <Button type="submit">Rename</Button>
    </form>
  );
}
