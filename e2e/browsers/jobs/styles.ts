import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Jobs, job } from '../job.ts';
import { freshPage } from './steps.ts';

/** Styles that one engine does not know and the page does well without. */
const improvements = new Set([
  'field-sizing',
  'text-size-adjust',
  'orphans',
  'widows',
  'forced-color-adjust',
]);

/** Every declaration of the built styles, asked of the engine itself: what it drops, it drops silently. */
export const styleJobs: Jobs = [
  job('know every declaration of the styles', async (world) => {
    const assets = join(world.dist, 'assets');
    const css = readdirSync(assets)
      .filter((name) => name.endsWith('.css'))
      .map((name) => readFileSync(join(assets, name), 'utf8'))
      .join('\n');
    await freshPage(world);
    const dropped = await world.page.session.run(droppedDeclarations, css);
    assert.deepEqual(
      dropped.filter((declaration) => !improvements.has(declaration.split(':')[0] ?? '')),
      [],
    );
  }),
];

// In the page.

/** `property: value` of those that the engine refuses, with the tokens put in: a value with var() is never refused. */
function droppedDeclarations(css: string): string[] {
  const root = getComputedStyle(document.documentElement);
  const token = /var\((--[\w-]+)(?:,\s*([^()]*))?\)/g;
  const withTokens = (value: string): string =>
    value.replace(token, (all, name, other) => root.getPropertyValue(name).trim() || other || all);
  const found = new Set<string>();
  const text = css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/"[^"]*"|'[^']*'/g, (quoted) => quoted.replace(/[;{}:]/g, ' '));
  for (const [, block = ''] of text.matchAll(/\{([^{}]*)\}/g)) {
    for (const declaration of block.split(';')) {
      const at = declaration.indexOf(':');
      const property = declaration.slice(0, at).trim();
      const written = declaration
        .slice(at + 1)
        .replace('!important', '')
        .trim();
      // A token may hold tokens; one that only some element has can't be put in here.
      const value = withTokens(withTokens(withTokens(written)));
      if (at < 0 || property.startsWith('-') || value.includes('var(')) continue;
      // The build writes beside it what an engine knows by its own name.
      if (!CSS.supports(property, value) && !CSS.supports(`-webkit-${property}`, value))
        found.add(`${property}: ${value}`);
    }
  }
  return [...found];
}
