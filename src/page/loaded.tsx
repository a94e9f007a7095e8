import { LoadedAnswer } from './answer/loaded-answer.tsx';
import { ExplainPane } from './explain/explain-pane.tsx';
import { GuestPane } from './guest/guest-pane.tsx';
import { OutputPane } from './output/output-pane.tsx';
import { WorkPanes } from './work-panes.tsx';

function Panes() {
  return <WorkPanes guest={<GuestPane />} output={<OutputPane />} explanation={<ExplainPane />} />;
}

/** All that a page without hosts has no use for: a script of its own. */
export const loadedParts = { Answer: LoadedAnswer, Panes };
