import { LoadedAnswer } from '../answer/loaded-answer.tsx';
import { WhatChanged } from '../changes/what-changed.tsx';
import { ErrorAnswer } from '../errors/error-answer.tsx';
import { ErrorBand } from '../errors/error-band.tsx';
import { ErrorReport } from '../errors/error-report.tsx';
import { GuestPane } from '../guest/guest-pane.tsx';
import { useStages } from '../hooks/use-stages.ts';
import { MatrixViews } from '../matrix/view/matrix-view.tsx';
import { CopyAnswer } from '../output/copy-answer.tsx';
import { OutputPane } from '../output/output-pane.tsx';
import { Dialogs } from './dialogs.tsx';
import { WorkPanes } from './work-panes.tsx';

function Panes() {
  const stage = useStages(3);
  return (
    <MatrixViews>
      <WorkPanes drawn={stage > 0} guest={stage > 1 && <GuestPane />} output={stage > 2 && <OutputPane />} />
    </MatrixViews>
  );
}

/** All that a page has no use for before somebody gives hosts or asks for more: a script of its own. */
export const loadedParts = {
  Answer: LoadedAnswer,
  CopyAnswer,
  Panes,
  Dialogs,
  ErrorAnswer,
  ErrorBand,
  ErrorReport,
  WhatChanged,
};
