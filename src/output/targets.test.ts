import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { guests, inputFor } from './guests.test-support.ts';
import type { OutputTarget } from './kit/target.ts';
import { outputTargets } from './targets.ts';

/** Writes the files anew; read every line that changes. */
const command = 'COMMONBITS_GOLDEN=write npm run test:unit -- src/output/targets.test.ts';
const writing = process.env.COMMONBITS_GOLDEN === 'write';

function written(target: OutputTarget): string {
  const parts = Object.entries(guests).map(([title, guest]) => {
    const { text, language, notes } = target.write(inputFor(guest));
    return `=== ${title} (${language})\n${text}${notes.map((note) => `--- ${note}\n`).join('')}\n`;
  });
  return `${target.title}: ${target.where}\n\n${parts.join('')}`;
}

describe('each platform', () => {
  for (const target of outputTargets) {
    it(`is written as a person has read it: ${target.id}`, () => {
      const file = new URL(`golden/${target.id}.txt`, import.meta.url);
      if (writing) writeFileSync(file, written(target));
      if (!existsSync(file))
        throw new Error(
          `src/output/golden/${target.id}.txt is missing. Write it with ${command}, and read it.`,
        );
      const changed = `where it is meant, write it anew with ${command}, and read what changed`;
      expect(written(target), changed).toBe(readFileSync(file, 'utf8'));
    });
  }

  it('has an id of its own', () => {
    const ids = outputTargets.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(15);
  });

  it('writes a text, or says why it does not', () => {
    for (const target of outputTargets) {
      for (const guest of Object.values(guests)) {
        const { text, notes } = target.write(inputFor(guest));
        expect(text === '' || text.endsWith('\n'), target.id).toBe(true);
        if (text === '') expect(notes, target.id).not.toEqual([]);
        for (const note of notes) expect(note, target.id).toMatch(/^[A-Za-z].*\.$/);
      }
    }
  });
});
