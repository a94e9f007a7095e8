import { formatCpu } from '../../cpu/definition/format.ts';
import type { FileToRead } from '../file-format/files.ts';
import type { ExampleId } from './ids.ts';
import { type ExampleHost, pools } from './pools.ts';

/** The CPU part of the output of `virsh capabilities`. */
export function exampleFiles(id: ExampleId): readonly FileToRead[] {
  return pools[id].map((host) => {
    const path = `${host.name}.xml`;
    return { path, file: new File([capabilities(host)], path, { type: 'text/xml' }) };
  });
}

function capabilities({ cpu }: ExampleHost): string {
  const lines = formatCpu(cpu).trimEnd().split('\n');
  return `<capabilities>\n  <host>\n${lines.map((line) => `    ${line}\n`).join('')}  </host>\n</capabilities>\n`;
}
