import { setSettings } from '../../workspace/stores/settings.ts';
import { useWidth } from '../hooks/use-view.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { Menu, type MenuItem } from '../ui/menu.tsx';
import { useCopying } from '../ui/use-copying.ts';
import { visibleText } from '../ui/visible-text.ts';
import styles from './copy-answer.module.css';
import { useOutput } from './output-state.ts';
import { useWriter, type Written } from './output-text.ts';
import { shownText } from './shown-text.ts';

interface SplitCopyProps {
  readonly written: Written;
  /** Name of the group it is for; undefined if there is one. */
  readonly group: string | undefined;
  readonly look: 'filled' | 'plain';
}

/** Copies for the platform that was copied for last; an entry of its menu copies for another one at once. */
export function SplitCopy({ written, group, look }: SplitCopyProps) {
  const { targets = [] } = useOutput();
  const write = useWriter();
  const width = useWidth();
  const copying = useCopying(shownText);
  const output = write(written);
  const { target } = output;
  const words = (title: string | undefined) => `for ${title ?? 'virsh edit'}`;
  const forGroup = group === undefined ? '' : `, ${visibleText(group)}`;
  const label = `Copy ${words(target?.short ?? target?.title)}`;
  const items = targets.map(
    (each): MenuItem => ({
      label: each.title,
      checked: each.id === target?.id,
      onChoose: () => {
        copying.copy(write(written, each).text, `${words(each.short ?? each.title)}${forGroup}`);
        setSettings({ target: each.id });
      },
    }),
  );
  return (
    <span className={styles.split}>
      <CopyButton
        look={look}
        name={`${label}${forGroup}`}
        what={`${label.replace(/^Copy /, '')}${forGroup}`}
        text={() => output.text}
        unavailable={!output.ready}
        shown={shownText}
        copying={copying}
        className={styles.copy}
      >
        {width === 'narrow' ? 'Copy' : label}
      </CopyButton>
      <Menu
        label={`Copy for another platform${forGroup}`}
        glyph={<Glyph name="chevron-down" />}
        look={look}
        items={items}
        className={styles.more}
      />
    </span>
  );
}
