import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GivenFile } from './give.ts';

/** Answers that libvirt gave, from the project's own recording. */
interface Recorded {
  readonly release: string;
  readonly ask: { readonly cpus?: readonly string[] };
  readonly answer: { readonly xml?: string };
}

export function recorded(op: string): Recorded[] {
  const file = join(import.meta.dirname, `../../scripts/conform/recorded/${op}.jsonl`);
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);
}

export function host(model: string, features: readonly string[], more = '<vendor>Intel</vendor>'): string {
  const list = features.map((name) => `  <feature name='${name}'/>\n`).join('');
  return `<cpu>\n  <arch>x86_64</arch>\n  <model>${model}</model>\n  ${more}\n${list}</cpu>\n`;
}

/** Two hosts alike and one that lacks avx512vnni of them. */
export const threeHosts: readonly GivenFile[] = [
  { name: 'kvm-01.xml', text: host('Cascadelake-Server', ['vmx', 'pku']) },
  { name: 'kvm-02.xml', text: host('Cascadelake-Server', ['vmx', 'pku']) },
  { name: 'kvm-03.xml', text: host('Skylake-Server', ['vmx', 'pku']) },
];

export const threeHostsAsText = threeHosts
  .map(({ name, text }) => `== ${name.replace('.xml', '')} ==\n${text}`)
  .join('\n');
