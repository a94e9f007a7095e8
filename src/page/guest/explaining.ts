import { explain } from '../../workspace/ui.ts';

/** A field explains itself when it gets the focus; on a phone the sheet would cover what is being chosen. */
export function explainField(field: string): () => void {
  return () => {
    if (matchMedia('(min-width: 768px)').matches) explain({ kind: 'field', field });
  };
}
