import type { PhraseTarget } from '../../fleet/wording/phrases.ts';
import { chooseForm, explain, setUi } from '../../workspace/stores/ui.ts';
import { widths } from '../ui/use-media.ts';

/** A count leads to what it counts. */
export function followPhrase(target: PhraseTarget): void {
  if (target.to === 'hosts' || target.to === 'costs') setUi({ dialog: target.to });
  else if (target.to === 'groups') setUi({ noun: 'groups' });
  else if (target.to === 'guests') {
    chooseForm('guests', 'start');
    setUi({ guestFilter: target.filter });
  } else if (target.to === 'guest-features') showFeatures('all', 'is:guest is:listed');
  else if (target.to === 'filter') {
    showFeatures(target.all === true ? 'all' : 'differences', target.filter);
  } else if (target.to === 'virsh') showVirsh();
  else explain({ kind: 'field', field: target.to });
}

/** In the guest's pane, which is a view of its own where the window has no room beside. */
function showVirsh(): void {
  const isNarrow = matchMedia(widths.narrow).matches;
  setUi({ guestForm: 'virsh', guestWide: false, ...(isNarrow ? { noun: 'guest-cpu' } : {}) });
}

function showFeatures(form: 'differences' | 'all', filter: string): void {
  chooseForm('features', form);
  setUi({ filter });
}
