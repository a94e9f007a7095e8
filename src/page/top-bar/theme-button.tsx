import { useSettings } from '../../workspace/hooks.ts';
import { nextTheme, switchTheme } from '../hooks/theme.ts';
import { Button } from '../ui/button.tsx';
import { Glyph } from '../ui/glyph.tsx';
import styles from './top-bar.module.css';

const inWords = { system: 'as the system', light: 'light', dark: 'dark' } as const;

export function ThemeButton() {
  const theme = useSettings((settings) => settings.theme);
  const label = `Theme: ${inWords[theme]}. Switch to ${inWords[nextTheme(theme)]}`;
  return (
    <Button look="quiet" className={styles.icon} aria-label={label} title={label} onClick={switchTheme}>
      <Glyph name="theme" />
    </Button>
  );
}
