import { useMemo } from 'react';
import { setUi } from '../../workspace/stores/ui.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { useView } from '../hooks/use-view.ts';
import { type Tab, Tabs } from '../ui/tabs.tsx';

export const viewPanel = 'view';

type Key = 'differences' | 'all' | 'registers' | 'guest' | 'xml';

export function ViewTabs() {
  const { tab, width } = useView();
  const derived = useDerived();
  const rows = derived?.rows();
  const counts = useMemo(
    () => ({
      differ: rows?.filter(({ state }) => state === 'differs').length,
      all: rows?.filter(({ state }) => state !== 'nobody').length,
    }),
    [rows],
  );
  const isPhone = width === 'phone';
  const tabs: readonly Tab<Key>[] = [
    {
      key: 'differences',
      label: isPhone ? 'Differ' : 'Differences',
      count: counts.differ,
      hidden: derived !== undefined && derived.pool.kinds.length < 2,
    },
    { key: 'all', label: 'All', count: counts.all },
    { key: 'registers', label: 'Registers', hidden: isPhone },
    { key: 'guest', label: isPhone ? 'Guest' : 'Guest CPU', hidden: width === 'wide' },
    { key: 'xml', label: 'XML', hidden: !isPhone },
  ];
  return (
    <Tabs label="View" tabs={tabs} chosen={tab} panelId={viewPanel} onChoose={(key) => setUi({ tab: key })} />
  );
}
