import { useWorkspace } from '../../workspace/hooks.ts';
import { answerIncoming } from '../../workspace/incoming.ts';
import { Button } from '../ui/button.tsx';
import { Code } from '../ui/code.tsx';
import { Glyph } from '../ui/glyph.tsx';
import styles from './problems.module.css';

/** A whole workspace came while there are hosts. */
export function IncomingQuestion() {
  const incoming = useWorkspace((state) => state.incoming);
  const have = useWorkspace((state) => state.workspace.hosts.length);
  if (incoming === undefined) return null;
  const count = incoming.workspace.hosts.length;
  return (
    <section className={styles.pane} aria-label="A workspace to open" data-no-print>
      <div className={styles.problem}>
        <Glyph name="warning" className={styles.sign} />
        <div className={styles.body}>
          <p>
            {incoming.label === 'the link' ? 'The link' : <Code>{incoming.label}</Code>} holds a workspace
            with {hosts(count)}. {hosts(have)} {have === 1 ? 'is' : 'are'} here already.
          </p>
        </div>
        <div className={styles.options}>
          <Button onClick={() => answerIncoming('replace')}>Open it instead</Button>
          <Button onClick={() => answerIncoming('add')}>Add its hosts</Button>
          <Button onClick={() => answerIncoming('skip')}>Leave it</Button>
        </div>
      </div>
    </section>
  );
}

function hosts(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'host' : 'hosts'}`;
}
