import { explain } from '../../../workspace/stores/ui.ts';

/** A field explains itself when its label is pressed, never because the focus passes it. */
export function explainField(field: string): () => void {
  return () => explain({ kind: 'field', field });
}
