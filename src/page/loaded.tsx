import { LoadedAnswer } from './answer/loaded-answer.tsx';
import { ExplainPane } from './explain/explain-pane.tsx';
import { GuestPane } from './guest/guest-pane.tsx';
import { MatrixPane } from './matrix/matrix-pane.tsx';
import { MatrixViews } from './matrix/matrix-view.tsx';
import { MatrixTools } from './matrix/tools.tsx';
import { OutputPane } from './output/output-pane.tsx';
import { RegistersPane } from './registers/registers-pane.tsx';
import { WorkPanes } from './work-panes.tsx';

function Panes() {
  return (
    <MatrixViews>
      <WorkPanes
        tools={<MatrixTools />}
        matrix={<MatrixPane />}
        registers={<RegistersPane />}
        guest={<GuestPane />}
        output={<OutputPane />}
        explanation={<ExplainPane />}
      />
    </MatrixViews>
  );
}

/** All that a page without hosts has no use for: a script of its own. */
export const loadedParts = { Answer: LoadedAnswer, Panes };
