import { compareWords, formatWord, type RegisterWord } from '../../cpu-map/register-word.ts';
import { purposes } from '../../facts/purposes.ts';
import type { Row } from './rows.ts';

export type Grouping = 'purpose' | 'register' | 'none';

/** Rows that are read together. */
export interface RowGroup {
  /** The purpose, or the register word as `7.0 ebx`. */
  readonly id: string;
  readonly title: string;
  readonly rows: readonly Row[];
}

/** No empty groups. By purpose in the order that a reader meets them, by register in the order of addresses. */
export function groupRows(rows: readonly Row[], grouping: Grouping): RowGroup[] {
  if (grouping === 'none') return rows.length === 0 ? [] : [{ id: 'all', title: 'All features', rows }];
  const byId = new Map<string, Row[]>();
  for (const row of rows) {
    const id = groupIdOf(row, grouping);
    const members = byId.get(id);
    if (members === undefined) byId.set(id, [row]);
    else members.push(row);
  }
  if (grouping === 'purpose') {
    return purposes.flatMap(({ id, title }) => {
      const members = byId.get(id);
      return members === undefined ? [] : [{ id, title, rows: members }];
    });
  }
  const words = [...byId.values()].map((members): RowGroup => {
    const word = members[0]?.word;
    return { id: word === undefined ? outside : formatWord(word), title: groupTitle(word), rows: members };
  });
  return words.sort((a, b) => wordOrder(a.rows[0]?.word, b.rows[0]?.word));
}

/** Id of the group that a row is in. */
export function groupIdOf(row: Row, grouping: Grouping): string {
  if (grouping === 'none') return 'all';
  if (grouping === 'purpose') return row.purpose;
  return row.word === undefined ? outside : formatWord(row.word);
}

const outside = 'outside';

/** `CPUID leaf 7, subleaf 0, EBX` */
export function wordTitle(word: RegisterWord): string {
  const register = word.register.toUpperCase();
  return word.kind === 'msr'
    ? `MSR ${word.index.toString(16).toUpperCase()}, ${register}`
    : `CPUID leaf ${word.leaf.toString(16).toUpperCase()}, subleaf ${word.subleaf.toString(16).toUpperCase()}, ${register}`;
}

function groupTitle(word: RegisterWord | undefined): string {
  return word === undefined ? 'Not in the CPU map' : wordTitle(word);
}

function wordOrder(a: RegisterWord | undefined, b: RegisterWord | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return compareWords(a, b);
}
