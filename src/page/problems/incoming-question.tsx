import type { ReactNode } from 'react';
import { useWorkspace } from '../../workspace/hooks.ts';
import { contentsCounted } from '../../workspace/model/labels.ts';
import { answerIncoming } from '../../workspace/persistence/merge-question.ts';
import type { IncomingFrom, IncomingWorkspace } from '../../workspace/stores/store.ts';
import { chooseForm, setUi } from '../../workspace/stores/ui.ts';
import { Button } from '../ui/button.tsx';
import { Code } from '../ui/code.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { useSay } from '../ui/use-say.ts';
import { visibleText } from '../ui/visible-text.ts';
import styles from './problems.module.css';

/** A whole workspace came while there are hosts. */
export function IncomingQuestion() {
  const incoming = useWorkspace((state) => state.incoming[0]);
  const waiting = useWorkspace((state) => state.incoming.length - 1);
  const here = useWorkspace((state) => state.workspace);
  useSay(
    incoming && `${visibleText(incoming.label)} contains a workspace. What would you like to do?`,
    incoming,
  );
  if (incoming === undefined) return null;
  const { from, label, workspace } = incoming;
  const { sentence, skip } = questions[from];
  return (
    <section className={styles.pane} aria-label="A workspace to open" data-no-print>
      <div className={styles.problem}>
        <Glyph name="warning" className={styles.sign} />
        <div className={styles.body}>
          <p>
            {sentence({ label, count: contentsCounted(workspace), here: contentsCounted(here) })}
            {waiting > 0 && ` ${waiting.toLocaleString('en')} more wait.`}
          </p>
        </div>
        <div className={styles.options}>
          <Button onClick={() => answerIncoming('replace')}>Open it instead</Button>
          {workspace.hosts.length + workspace.guests.length > 0 && (
            <Button onClick={() => answerIncoming('add')}>
              {workspace.hosts.length > 0 ? 'Add its hosts' : 'Add its guests'}
            </Button>
          )}
          {(from === 'file' || from === 'link') && (
            <Button onClick={() => layBeside(incoming)}>Compare</Button>
          )}
          <Button onClick={() => answerIncoming('skip')}>{skip}</Button>
        </div>
      </div>
    </section>
  );
}

/** To compare: hosts stay as they are, and the other workspace is put away when it is not wanted any more. */
function layBeside({ label, workspace }: IncomingWorkspace): void {
  setUi({ beside: { label, workspace } });
  chooseForm('changes', 'workspaces');
  answerIncoming('skip');
}

interface Told {
  readonly label: string;
  /** `3 hosts` */
  readonly count: string;
  readonly here: string;
}

const questions: Record<
  IncomingFrom,
  { readonly sentence: (told: Told) => ReactNode; readonly skip: string }
> = {
  file: {
    sentence: ({ label, count, here }) => (
      <>
        <Code>{label}</Code> contains a workspace with {count}. Here already: {here}.
      </>
    ),
    skip: 'Ignore it',
  },
  link: {
    sentence: ({ count, here }) => `The link contains a workspace with ${count}. Here already: ${here}.`,
    skip: 'Ignore it',
  },
  tab: {
    sentence: ({ count, here }) =>
      `Another tab saved a workspace with ${count}. This tab's, with ${here}, is kept separately until you choose.`,
    skip: "Store this tab's instead",
  },
  visit: {
    sentence: ({ count, here }) =>
      `A workspace with ${count} is stored from the last visit. This tab's, with ${here}, is kept separately until you choose.`,
    skip: "Store this tab's instead",
  },
  aside: {
    sentence: ({ count, here }) =>
      `This browser also keeps a workspace with ${count} that was kept separately from another tab's. Here: ${here}.`,
    skip: 'Discard it',
  },
};
