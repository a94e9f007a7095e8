import { originOfPage } from '../../workspace/browser/offline.ts';
import { SaveLink } from '../ui/save-link.tsx';

const why = {
  secure: 'It works without a network after this visit.',
  plain: 'By plain http it has no offline mode: browsers allow that by https only.',
} as const;

/** Whether the page works without a network, and how to have it where there is none. */
export function TakeAlong() {
  const origin = originOfPage();
  if (origin === 'file') return <>This is the whole app in one file: it works without a network.</>;
  return (
    <>
      {why[origin]} <SaveLink href="./commonbits.html">Take it along</SaveLink> as one file.
    </>
  );
}
