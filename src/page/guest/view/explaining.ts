import type { Subject } from '../../../fleet/explain/explain.ts';
import { explain } from '../../../workspace/stores/ui.ts';

/** What gets the focus explains itself; on a phone the sheet would cover what is being chosen. */
export function explainOnFocus(subject: Subject): () => void {
  return () => {
    if (matchMedia('(min-width: 768px)').matches) explain(subject);
  };
}

export function explainField(field: string): () => void {
  return explainOnFocus({ kind: 'field', field });
}
