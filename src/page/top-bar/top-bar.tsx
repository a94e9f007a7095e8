import { useWorkspace } from '../../workspace/hooks.ts';
import { holdsNothing } from '../../workspace/model/state.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { Button } from '../ui/button.tsx';
import { useMedia, widths } from '../ui/use-media.ts';
import { HistoryButtons } from './history-buttons.tsx';
import { PhoneMenu } from './phone-menu.tsx';
import { ReleaseSelect } from './release-select.tsx';
import { ShareMenu } from './share-menu.tsx';
import { ThemeButton } from './theme-button.tsx';
import styles from './top-bar.module.css';

export function TopBar() {
  const isPhone = useMedia(widths.phone);
  const hasHosts = useWorkspace((state) => state.workspace.hosts.length > 0);
  const isEmpty = useWorkspace((state) => holdsNothing(state.workspace));
  return (
    <header className={styles.bar} data-no-print>
      <span className={styles.name}>Commonbits</span>
      {!isPhone && <ReleaseSelect />}
      {!isPhone && hasHosts && (
        <Button look="quiet" onClick={() => setUi({ dialog: 'add' })}>
          + Add hosts
        </Button>
      )}
      <div className={styles.end}>
        {!isPhone && <HistoryButtons />}
        {!isPhone && !isEmpty && <ShareMenu />}
        <Button
          look="quiet"
          className={styles.icon}
          aria-label="Keys and help"
          title="Keys and help (?)"
          onClick={openHelp}
        >
          ?
        </Button>
        <ThemeButton />
        {isPhone && <PhoneMenu />}
      </div>
    </header>
  );
}

function openHelp(): void {
  setUi({ dialog: 'keys' });
}
