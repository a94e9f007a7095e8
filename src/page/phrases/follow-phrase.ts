import type { PhraseTarget } from '../../fleet/wording/phrases.ts';
import { chooseForm, explain, setUi } from '../../workspace/stores/ui.ts';

/** A count leads to what it counts. */
export function followPhrase(target: PhraseTarget): void {
  if (target.to === 'hosts' || target.to === 'costs') setUi({ dialog: target.to });
  else if (target.to === 'groups') setUi({ noun: 'groups' });
  else if (target.to === 'guest-features') showFeatures('all', 'is:guest is:listed');
  else if (target.to === 'filter') {
    showFeatures(target.all === true ? 'all' : 'differences', target.filter);
  } else explain({ kind: 'field', field: 'level' });
}

function showFeatures(form: 'differences' | 'all', filter: string): void {
  chooseForm('features', form);
  setUi({ filter });
}
