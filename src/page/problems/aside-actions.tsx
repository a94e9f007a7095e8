import { WORKSPACE_FILE_NAME } from '../../workspace/file-format/workspace-file.ts';
import { asideAsText, giveUpAside } from '../../workspace/persistence/restore.ts';
import { dismissNote } from '../../workspace/stores/store.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/button.tsx';
import { saveText } from '../ui/save-text.ts';

interface AsideActionsProps {
  /** The note's id. */
  readonly id: number;
  /** Key of the hosts that are kept and can't be read. */
  readonly aside: string;
}

export function AsideActions({ id, aside }: AsideActionsProps) {
  async function save(): Promise<void> {
    const text = await asideAsText(aside);
    if (text === undefined) announce('They are no longer there.');
    else saveText(`kept-${WORKSPACE_FILE_NAME}`, text, 'application/json');
  }

  async function remove(): Promise<void> {
    await giveUpAside(aside);
    dismissNote(id);
    announce('Deleted.');
  }

  return (
    <>
      <Button size="pane" onClick={() => void save()}>
        Save as a file
      </Button>
      <Button size="pane" onClick={() => void remove()}>
        Delete
      </Button>
    </>
  );
}
