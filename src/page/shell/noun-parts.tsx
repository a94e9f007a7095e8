import type { ComponentType } from 'react';
import type { Noun } from '../../workspace/stores/ui.ts';
import { ChangesPanel } from '../changes/changes-panel.tsx';
import { ExplainPane } from '../explain/explain-pane.tsx';
import { GroupExplanation } from '../groups/group-explanation.tsx';
import { GroupsPanel } from '../groups/groups-panel.tsx';
import { GuestPane } from '../guest/guest-pane.tsx';
import { GuestsExplanation } from '../guests/guests-explanation.tsx';
import { GuestsPane } from '../guests/guests-pane.tsx';
import { GuestsPanel } from '../guests/guests-panel.tsx';
import { GuestsTools } from '../guests/guests-tools.tsx';
import { useView } from '../hooks/use-view.ts';
import { MatrixPane } from '../matrix/matrix-pane.tsx';
import { MatrixTools } from '../matrix/tools/tools.tsx';
import { OutputPane } from '../output/output-pane.tsx';
import { RegistersPane } from '../registers/registers-pane.tsx';

/** The components of each noun, by place. `page/hooks/nouns.ts` has its name and its forms. */
export interface NounParts {
  /** The view itself. Not `drawn` yet, it is only the room for it. */
  readonly Panel: ComponentType<{ readonly drawn: boolean }>;
  /** Beside the forms: Find, and what narrows the view. */
  readonly Tools?: ComponentType;
  /** Below the view: what was pointed at. */
  readonly Explanation?: ComponentType;
  /** In the pane at the right, in place of the guest CPU: what the view is about. undefined: the guest CPU stays. */
  readonly Pane?: ComponentType;
}

export const nounParts: Readonly<Partial<Record<Noun, NounParts>>> = {
  features: { Panel: Features, Tools: MatrixTools, Explanation: ExplainPane },
  guests: { Panel: GuestsPanel, Tools: GuestsTools, Explanation: GuestsExplanation, Pane: GuestsPane },
  groups: { Panel: GroupsPanel, Explanation: GroupExplanation },
  changes: { Panel: ChangesPanel },
  'guest-cpu': { Panel: GuestCpu },
};

function Features({ drawn }: { readonly drawn: boolean }) {
  const { form } = useView();
  return form === 'registers' ? <RegistersPane /> : <MatrixPane drawn={drawn} />;
}

/** For a width without room for it beside the others. */
function GuestCpu() {
  return (
    <>
      <GuestPane />
      <OutputPane />
    </>
  );
}
