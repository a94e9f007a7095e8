import type { PhraseTarget } from '../../fleet/wording/phrases.ts';
import { explain, setUi } from '../../workspace/stores/ui.ts';

/** A count leads to what it counts. */
export function followPhrase(target: PhraseTarget): void {
  if (target.to === 'hosts' || target.to === 'costs') setUi({ dialog: target.to });
  else if (target.to === 'guest-features') setUi({ tab: 'all', filter: 'is:guest is:listed' });
  else if (target.to === 'filter') {
    setUi({ tab: target.all === true ? 'all' : 'differences', filter: target.filter });
  } else explain({ kind: 'field', field: 'level' });
}
