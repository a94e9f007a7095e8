import { useSettings } from '../../../workspace/hooks.ts';
import { useDerived } from '../../hooks/use-derived.ts';
import { useMedia, widths } from '../../ui/use-media.ts';
import { MOST_ON_PHONE, marginOf, mediumThatFit } from './layout.ts';
import { usePaneWidth } from './pane-width.ts';

/** Whether hosts with the same CPU share a column: as set, or by itself where they don't fit and folding helps. */
export function useFolded(): boolean {
  const setting = useSettings((state) => state.fold);
  const phone = useMedia(widths.phone);
  const width = usePaneWidth();
  const fleet = useDerived()?.fleet;
  if (setting !== 'auto' || fleet === undefined) return setting === 'always';
  const room = mediumThatFit({ width, margin: marginOf(phone), phone });
  const tooMany = fleet.hosts.length > (phone ? Math.min(MOST_ON_PHONE, room) : room);
  return tooMany && fleet.kinds.length < fleet.hosts.length;
}
