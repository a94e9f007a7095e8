import { plural } from '../../fleet/wording/phrases.ts';
import { useWorkspace } from '../../workspace/hooks.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { cpuInWords } from '../phrases/cpu-in-words.ts';
import { Button } from '../ui/button.tsx';
import { Code } from '../ui/code.tsx';
import styles from './empty.module.css';

/** More are in the dialog. */
const MOST = 40;

/** Guests came before any host: they are here, and what is wanted next is said. */
export function GuestsReport() {
  const guests = useWorkspace((state) => state.workspace.guests);
  return (
    <div className={styles.guests}>
      <div className={styles.guestsHead}>
        <h2>{plural(guests.length, 'guest')}</h2>
        <Button onClick={() => setUi({ dialog: 'hosts' })}>Names, and remove</Button>
      </div>
      <p>
        Add hosts to see where these guests start and move: paste the output of{' '}
        <code>virsh domcapabilities</code> and <code>virsh capabilities</code> of each.
      </p>
      <ul className={styles.guestList}>
        {guests.slice(0, MOST).map(({ id, name, on, cpu }) => (
          <li key={id}>
            <Code>{name}</Code>
            {on !== undefined && (
              <>
                {' on '}
                <Code>{on}</Code>
              </>
            )}
            <span>
              {cpu.cpu.mode === 'custom'
                ? cpu.cpu.model === undefined
                  ? "QEMU's default CPU"
                  : cpuInWords(cpu)
                : cpu.cpu.mode}
            </span>
          </li>
        ))}
      </ul>
      {guests.length > MOST && <p>{(guests.length - MOST).toLocaleString('en')} more.</p>}
    </div>
  );
}
