import { type Settings, setSettings, settingsStore } from '../../workspace/stores/settings.ts';

type Theme = Settings['theme'];

const following: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };

/** Puts the chosen theme on the page now and whenever it changes. Before the first paint, so that nothing flashes. */
export function followTheme(): void {
  const apply = ({ theme }: Settings): void => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  };
  apply(settingsStore.getState());
  settingsStore.subscribe(apply);
}

export function nextTheme(theme: Theme): Theme {
  return following[theme];
}

export function switchTheme(): void {
  setSettings({ theme: nextTheme(settingsStore.getState().theme) });
}
