import { useUi } from '../../workspace/hooks.ts';
import { PlainList } from '../list/plain-list.tsx';
import { usePrinting } from '../ui/use-printing.ts';
import { EmptyFilter } from './grid/empty-filter.tsx';
import styles from './grid/grid.module.css';
import { Grid } from './grid/grid.tsx';
import { FoldedHosts } from './tools/folded-hosts.tsx';
import { Notes } from './tools/notes.tsx';
import { isForList, isForPaper, type MatrixView, useMatrixView } from './view/matrix-view.tsx';
import { measurePane } from './view/pane-width.ts';

/** Features by host, with the legend at its foot. Not `drawn` yet, it is only the room for them, to be measured. */
export function MatrixPane({ drawn }: { readonly drawn: boolean }) {
  const wholeView = useMatrixView();
  const view = drawn ? wholeView : undefined;
  const asList = useUi((state) => state.asList);
  const isPrinting = usePrinting();
  const isList = view !== undefined && (asList || isForList(view) || (isPrinting && isForPaper(view)));
  return (
    <div className={styles.pane}>
      <div ref={measurePane} className={styles.room}>
        {view !== undefined && (isList ? <AsList view={view} /> : <Grid view={view} />)}
      </div>
      {view !== undefined && <Notes view={view} inWords={isList} />}
      {view !== undefined && isPrinting && <FoldedHosts columns={view.shown.columns} />}
    </div>
  );
}

function AsList({ view }: { readonly view: MatrixView }) {
  return view.rows.nodes.length === 0 ? <EmptyFilter view={view} /> : <PlainList view={view} />;
}
