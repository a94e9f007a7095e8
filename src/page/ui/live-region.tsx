import { useStore } from 'zustand';
import { announcements } from './announce.ts';

/** The page's one polite live region. Mount it once; everything else calls `announce`. */
export function LiveRegion() {
  const { text, count } = useStore(announcements);
  return (
    <div role="status" className="visually-hidden">
      {/* A new node each time: the same sentence twice is a change too. */}
      <span key={count}>{text}</span>
    </div>
  );
}
