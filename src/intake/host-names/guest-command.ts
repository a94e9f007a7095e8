/** Options of virsh that take a word of their own. */
const withValue = new Set(['--xpath', '-c', '--connect', '--ssh-cmd']);

/** The guest whose definition a command line prints: `virsh dumpxml web-01 | …`, `cat /etc/libvirt/qemu/web-01.xml`. */
export function guestOfCommand(line: string): string | undefined {
  const name = ofDumpxml(line) ?? ofFile(line);
  return name === undefined || /[$`{}()*?]/.test(name) ? undefined : name;
}

function ofDumpxml(line: string): string | undefined {
  const rest = /\b(?:dumpxml|qm config|qm showcmd)\s([^|;&<>]{1,600})/.exec(line)?.[1];
  if (rest === undefined) return undefined;
  const words = rest.trim().split(/\s+/);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const named = /^--domain=(.+)$/.exec(word)?.[1];
    if (named !== undefined) return plain(named);
    if (withValue.has(word)) i++;
    else if (!word.startsWith('-')) return plain(word);
  }
  return undefined;
}

function ofFile(line: string): string | undefined {
  const found =
    /\/(?:etc|run|var\/run|var\/lib|var\/log)\/libvirt\/qemu\/(?:[\w.-]{1,60}\/)?([^\s/|;&<>]{1,253})\.(?:xml|log)\b/.exec(
      line,
    ) ?? /\/qemu-server\/([^\s/|;&<>]{1,253})\.conf\b/.exec(line);
  return found?.[1];
}

/** Without quotes. A number is an id of this boot, not a name. */
function plain(word: string): string | undefined {
  const bare = word.replace(/^(["'])(.*)\1$/, '$2');
  return bare === '' || bare === '2' || /^\d>/.test(bare) ? undefined : bare;
}
