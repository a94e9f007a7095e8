import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode, RefObject } from 'react';
import type { CellPlace } from '../../workspace/ui.ts';
import type { GridModel } from './grid-model.ts';

interface WindowedLinesProps {
  readonly model: GridModel;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly stop: CellPlace;
  readonly current: CellPlace | undefined;
}

export function WindowedLines({ model, scroller }: WindowedLinesProps): ReactNode {
  const lines = useVirtualizer({
    count: model.lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 24,
  });
  return <tbody style={{ height: lines.getTotalSize() }} />;
}
