import { useUi } from '../../../workspace/hooks.ts';
import { useView } from '../../hooks/use-view.ts';
import { ColumnsMenu, RowsMenu } from '../cells/axis-menus.tsx';
import { isForList, useMatrixView } from '../view/matrix-view.tsx';
import { FilterNote, Find } from './find.tsx';
import styles from './tools.module.css';

/** Beside the tabs: find. Where no grid has them in its corner, which columns and which rows too. */
export function MatrixTools() {
  const view = useMatrixView();
  const { form } = useView();
  const asList = useUi((state) => state.asList);
  if (view === undefined || form === 'registers') return null;
  // Beside a wide guest pane there is room for the tabs and no more: but what hides rows is said.
  if (!view.phone && view.width < 520) return <FilterNote view={view} />;
  return (
    <>
      <Find view={view} />
      {(view.phone || asList || isForList(view)) && (
        <div className={styles.menus}>
          <ColumnsMenu view={view} />
          <RowsMenu view={view} />
        </div>
      )}
    </>
  );
}
