import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { everywhere, frameAncestors, serviceWorkerPolicy } from './policy.ts';

const recipes = join(import.meta.dirname, '../../docs/serving');

it.each(['nginx.conf', 'Caddyfile', 'apache.conf'])('%s sends what npm start sends', (name) => {
  const recipe = readFileSync(join(recipes, name), 'utf8');
  expect(recipe).toContain(`"${serviceWorkerPolicy}"`);
  expect(recipe).toContain(`"${frameAncestors}"`);
  expect(recipe).toContain('"public, max-age=31536000, immutable"');
  for (const [header, value] of Object.entries(everywhere)) {
    // A page that asks for none of these things has none to refuse.
    if (header !== 'Permissions-Policy') expect(recipe).toMatch(new RegExp(`${header} ${value}`));
  }
});
