import { checks, fallbacks, matches, modes } from '../../../cpu/definition/definition.ts';

/** The value of a select that stands for an absent attribute. */
export const NOT_SET = '';

export const plainFields = {
  mode: { label: 'Mode', values: modes, optional: false },
  match: { label: 'Match', values: matches, optional: false },
  check: { label: 'Check', values: checks, optional: true },
  fallback: { label: 'Fallback', values: fallbacks, optional: false },
} as const;

export type PlainField = keyof typeof plainFields;

/** Fields that mean something in a mode; the others are not written. */
export function isWritten(field: PlainField, mode: string): boolean {
  if (field === 'match' || field === 'fallback') return mode === 'custom';
  return true;
}
