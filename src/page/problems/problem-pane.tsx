import { useRef, useState } from 'react';
import { useWorkspace } from '../../workspace/hooks.ts';
import type { Problem } from '../../workspace/model/state.ts';
import { dismissProblem, dismissProblems } from '../../workspace/stores/store.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Excerpt } from './excerpt.tsx';
import { MarkedSentence } from './marked-sentence.tsx';
import { ProblemList } from './problem-list.tsx';
import styles from './problems.module.css';
import { problemsAsText } from './problems-as-text.ts';

/** The problems of reading, one at a time, until dismissed. Shown between the answer and the matrix. */
export function ProblemPane() {
  const problems = useWorkspace((state) => state.problems);
  const [chosen, setChosen] = useState<number>();
  const [isListed, setListed] = useState(false);
  const pane = useRef<HTMLElement>(null);
  const at = Math.max(
    0,
    problems.findIndex(({ id }) => id === chosen),
  );
  const problem = problems[at];
  if (problem === undefined) return null;
  const step = (by: number) => setChosen(problems[at + by]?.id);

  return (
    <section ref={pane} className={styles.pane} aria-label="Problems" data-no-print>
      <div className={styles.problem}>
        <Glyph name="warning" className={styles.sign} />
        <div className={styles.body}>
          <p>
            <MarkedSentence names={[problem.place.file, problem.host ?? '']}>
              {problem.sentence}
            </MarkedSentence>
          </p>
          <Excerpt problem={problem} />
        </div>
        <div className={styles.buttons}>
          <Button onClick={() => setUi({ dialog: 'add' })}>{again(problem)}</Button>
          <Button onClick={() => dismissProblem(problem.id)}>Dismiss</Button>
        </div>
      </div>
      {problems.length > 1 && (
        <div className={styles.several}>
          <Button size="pane" unavailable={at === 0} onClick={() => step(-1)}>
            Previous
          </Button>
          <Button size="pane" unavailable={at === problems.length - 1} onClick={() => step(1)}>
            Next
          </Button>
          <span className={styles.which}>
            {at + 1} of {problems.length} problems
          </span>
          <LinkButton aria-expanded={isListed} onClick={() => setListed(!isListed)}>
            {isListed ? 'Hide the list' : 'List all'}
          </LinkButton>
          <span className={styles.end}>
            <CopyButton
              size="pane"
              what="all problems as text"
              text={() => problemsAsText(problems)}
              shown={pane}
            >
              Copy all as text
            </CopyButton>
            <Button size="pane" onClick={dismissProblems}>
              Dismiss all
            </Button>
          </span>
        </div>
      )}
      {problems.length > 1 && isListed && <ProblemList problems={problems} at={at} onChoose={setChosen} />}
    </section>
  );
}

function again({ host, place }: Problem): string {
  const what = host ?? (/^(?:paste \d+|The link)$/.test(place.file) ? undefined : place.file);
  return what === undefined || what.length > 24 ? 'Paste it again' : `Paste ${what} again`;
}
