import { normalize } from 'node:path/posix';

/** The places where a text points out of the repository, as sentences. */
export interface Outside {
  readonly file: string;
  readonly line: number;
  readonly sentence: string;
}

/**
 * Each path in a text that climbs higher than the repository's root, whether it is read from the file's own
 * folder (an import, `import.meta.dirname`) or from the root (where scripts and tests are run).
 * @param file path from the repository's root: `src/bits/bits.test.ts`
 */
export function pathsOutside(file: string, text: string): Outside[] {
  const depth = file.split('/').length - 1;
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(/(?<=['"`/(\s=]|^)(?:\.\.\/)+[\w.@-]*/g)].flatMap(([path]) => {
      const climbs = path.split('../').length - 1;
      const target = normalize(`${'x/'.repeat(depth)}${path}`);
      if (climbs <= depth || !target.startsWith('../')) return [];
      return {
        file,
        line: index + 1,
        sentence: `${file}:${index + 1} reaches outside the repository: ${path}`,
      };
    }),
  );
}
