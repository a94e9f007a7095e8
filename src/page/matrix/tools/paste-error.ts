import type { ClipboardEvent } from 'react';
import { featureAtBit, featureNamed } from '../../../cpu/vocabulary/register-bit.ts';
import type { CpuMap } from '../../../cpu-map/cpu-map.ts';
import { loadPart } from '../../../workspace/stores/missing-part.ts';
import { setUi } from '../../../workspace/stores/ui.ts';

/** Nobody types these into Find: lists of names behind a colon, and QEMU's bits of registers. */
const looksLikeError = /\b(?:features?|flags?)\b[^:\n]{0,40}:\s*\S|\[bit\s+\d|node\.kubevirt\.io\//i;

/** An error that is pasted into Find becomes the list of the features that it names. */
export function pasteError(event: ClipboardEvent<HTMLInputElement>, map: CpuMap): void {
  const text = event.clipboardData.getData('text/plain');
  if (!looksLikeError.test(text)) return;
  event.preventDefault();
  void namesIn(text, map).then((names) =>
    setUi({ filter: names.length === 0 ? text.trim() : names.join(',') }),
  );
}

async function namesIn(text: string, map: CpuMap): Promise<readonly string[]> {
  const loaded = await loadPart(() => import('../../../intake/errors/find-errors.ts'));
  const features = loaded?.findErrors(text).flatMap((error) => error.features) ?? [];
  const names = features.map(({ name, bit }) => {
    const feature = bit === undefined ? featureNamed(map, name) : featureAtBit(map, bit, name);
    return feature?.name ?? name;
  });
  return [...new Set(names)];
}
