import { hostName } from './host-name.ts';
import type { NameWords } from './name-words.ts';

const extension = /\.(?:xml|txt|json|ya?ml|log|out|md|html?|cap|caps|gz|xz|bz2|zst|tar|tgz|zip)$/i;
const folders = new Set([
  'proc',
  'sys',
  'tmp',
  'var',
  'etc',
  'home',
  'root',
  'usr',
  'sos_commands',
  'virsh',
  'libvirt',
  'processor',
  'hardware',
  'downloads',
  'desktop',
  'documents',
  'hosts',
  'nodes',
  'data',
  'files',
  'output',
  'logs',
  'run',
  'fixtures',
  'src',
  'captures',
  'shared',
]);

/** The host that a file's path names: by its own name, else by a folder's. Undefined when nothing does. */
export function nameFromFile(path: string, words: NameWords): string | undefined {
  if (/^paste\b/i.test(path)) return undefined;
  const steps = path
    .slice(-4000)
    .split(/[\\/]+/)
    .filter((step) => step !== '' && step !== '.' && step !== '..');
  const sos = steps.map((step) => nameFromSosReport(step, words)).find((name) => name !== undefined);
  if (sos !== undefined) return sos;
  const file = steps.pop();
  const own = file === undefined ? undefined : nameFromBase(file, words);
  if (own !== undefined) return own;
  const folder = steps.at(-1);
  return folder === undefined || folders.has(folder.toLowerCase()) ? undefined : nameFromBase(folder, words);
}

/** `sosreport-kvm-01-2024-05-01-abcdefg`, `insights-kvm-01-20240501120000`, `sosreport-kvm-01-03512345-2024-05-01-abcdefg`, `sosreport-kvm-01.12345-…` */
export function nameFromSosReport(folder: string, words: NameWords): string | undefined {
  const inside = /^(?:sos(?:report|collect)?|insights)-(.{1,200})$/i
    .exec(folder)?.[1]
    ?.replace(extension, '')
    .replace(extension, '');
  if (inside === undefined) return undefined;
  const name = inside.replace(
    /(?:[-.]\d{5,12})?-?(?:\d{4}-?\d{2}-?\d{2})(?:-?\d{4,6})?(?:-[a-z\d]{4,10})?$/i,
    '',
  );
  return hostName(name === inside ? inside.replace(/-20\d\d(?:-.*)?$/, '') : name, words);
}

function nameFromBase(file: string, words: NameWords): string | undefined {
  let base = file;
  for (let i = 0; i < 3 && extension.test(base); i++) base = base.replace(extension, '');
  base = base.replace(/ ?\(\d{1,3}\)$/, '').slice(0, 253);
  if (words.file.all.test(base)) return undefined;
  const bare = withoutContents(base, words);
  return hostName(bare, words) ?? (/\s/.test(bare) && !words.file.all.test(bare) ? bare : undefined);
}

/** In `node-0001` the word belongs to the number. */
function withoutContents(base: string, { file }: NameWords): string {
  const short = base.replace(file.before, '').replace(file.after, '').trim();
  if (!/^\d+$/.test(short)) return short;
  const numbered = /(?:^|[ ._-])((?:node|host|hypervisor)[ _-]?\d+)(?=$|[ ._-])/i.exec(base)?.[1];
  return numbered ?? short;
}
