import { signs, signWords } from '../../fleet/wording/sign-words.ts';
import { commit, version } from '../../workspace/browser/build.ts';
import { TakeAlong } from '../phrases/take-along.tsx';
import { classNames } from '../ui/class-names.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Glyph } from '../ui/glyph.tsx';
import styles from './dialogs.module.css';

interface Key {
  readonly keys: readonly string[];
  readonly does: string;
}

const anywhere: readonly Key[] = [
  { keys: ['Ctrl+V'], does: 'read what was copied' },
  { keys: ['Ctrl+O'], does: 'open files' },
  { keys: ['Ctrl+Z'], does: 'undo' },
  { keys: ['Ctrl+Shift+Z'], does: 'redo' },
  { keys: ['1', '2', '3', '4'], does: 'features and the other views' },
  { keys: ['[', ']'], does: 'other displays of this view' },
  { keys: ['/'], does: 'find' },
  { keys: ['?'], does: 'this list' },
  { keys: ['Esc'], does: 'back' },
];

const inMatrix: readonly Key[] = [
  { keys: ['←', '→', '↑', '↓'], does: 'next cell' },
  { keys: ['Home', 'End'], does: 'first and last column' },
  { keys: ['Ctrl+Home', 'Ctrl+End'], does: 'first and last cell' },
  { keys: ['PageUp', 'PageDown'], does: 'a screen up or down' },
  { keys: ['Enter'], does: 'explain' },
  { keys: ['Space'], does: 'on a group: collapse it; on a host: exclude it' },
  { keys: ['n', 'p'], does: 'next and previous missing cell' },
  { keys: ['d'], does: 'differences, and back' },
  { keys: ['c'], does: "copy the cell's sentence" },
];

export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys and signs" onClose={onClose}>
      <div className={styles.columns}>
        <div>
          <KeyList heading="Anywhere" list={anywhere} />
          <h3 className={classNames(styles.heading, styles.signs)}>Signs</h3>
          <ul>
            {signs.map((sign) => (
              <li key={sign} className={styles.sign}>
                <Glyph name={sign} />
                {signWords(sign, 'one').says}
              </li>
            ))}
          </ul>
        </div>
        <KeyList heading="In the matrix" list={inMatrix} />
      </div>
      <p className={styles.note}>
        A paste is read as input unless a text field has the focus. On a Mac, Ctrl is ⌘. Nothing leaves this
        page: it is not allowed to make network requests. <TakeAlong />
      </p>
      {version !== undefined && (
        <p className={styles.note}>
          Commonbits {version}
          {commit !== undefined && `, commit ${commit}`}
        </p>
      )}
    </Dialog>
  );
}

function KeyList({ heading, list }: { readonly heading: string; readonly list: readonly Key[] }) {
  return (
    <div>
      <h3 className={styles.heading}>{heading}</h3>
      <dl>
        {list.map(({ keys, does }) => (
          <div key={does} className={styles.key}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className={styles.kbd}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
