import { afterEach, describe, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

function storage(initial: string | null, setItem: () => void = () => {}) {
  vi.stubGlobal('localStorage', { getItem: () => initial, setItem, removeItem: () => {} });
}

describe('settings', () => {
  test('[S1] come back', async () => {
    storage(JSON.stringify({ state: { theme: 'dark', fold: 'never' }, version: 0 }));
    const { settingsStore } = await import('./settings.ts');
    expect(settingsStore.getState()).toMatchObject({ theme: 'dark', fold: 'never', grouping: 'purpose' });
  });

  test.each(['{', 'null', '{"state":null}', '{"state":{"theme":"pink","fold":3}}', '{"state":[1]}'])(
    '[S2] are the usual ones where the stored are none: %s',
    async (stored) => {
      storage(stored);
      const { settingsStore, startSettings } = await import('./settings.ts');
      expect(settingsStore.getState()).toEqual(startSettings);
    },
  );

  test('[S3] last as long as the page where the storage is full or forbidden', async () => {
    storage(null, () => {
      throw new Error('QuotaExceededError');
    });
    const { setSettings, settingsStore } = await import('./settings.ts');
    setSettings({ theme: 'light' });
    expect(settingsStore.getState().theme).toBe('light');
  });

  test('[S4] work without any storage', async () => {
    const { setSettings, settingsStore } = await import('./settings.ts');
    setSettings({ fold: 'never' });
    expect(settingsStore.getState().fold).toBe('never');
  });
});
