import { LoadedAnswer } from '../answer/loaded-answer.tsx';
import { CostList } from '../dialogs/cost-list.tsx';
import { ExplainPane } from '../explain/explain-pane.tsx';
import { GuestPane } from '../guest/guest-pane.tsx';
import { MatrixPane } from '../matrix/matrix-pane.tsx';
import { MatrixTools } from '../matrix/tools/tools.tsx';
import { MatrixViews } from '../matrix/view/matrix-view.tsx';
import { OutputPane } from '../output/output-pane.tsx';
import { RegistersPane } from '../registers/registers-pane.tsx';
import { useStages } from './use-stages.ts';
import { WorkPanes } from './work-panes.tsx';

function Panes() {
  const stage = useStages(3);
  return (
    <MatrixViews>
      <WorkPanes
        tools={<MatrixTools />}
        matrix={<MatrixPane drawn={stage > 0} />}
        registers={<RegistersPane />}
        guest={stage > 1 && <GuestPane />}
        output={stage > 2 && <OutputPane />}
        explanation={<ExplainPane />}
      />
    </MatrixViews>
  );
}

/** All that a page without hosts has no use for: a script of its own. */
export const loadedParts = { Answer: LoadedAnswer, Panes, CostList };
