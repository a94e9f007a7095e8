import type { ReactNode } from 'react';
import { visibleText } from './visible-text.ts';

interface CodeProps {
  readonly children: string;
  readonly className?: string | undefined;
}

/** A machine's text: mono, never broken, its own direction, nothing invisible in it. */
export function Code({ children, className }: CodeProps): ReactNode {
  return (
    <code translate="no" className={className}>
      {visibleText(children)}
    </code>
  );
}
