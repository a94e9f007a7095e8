/** By its name. Within a report archives hold logs, but a report may lie packed in an archive. */
export function isArchiveName(path: string): boolean {
  const inside = insideReport(path);
  return (inside === undefined || inside.path === '') && archive.test(path);
}

const archive = /\.(?:gz|t[gx]z|tar|zip|xz|bz2|tbz2?|zst|tzst)$/i;

/** The role of a path in an archive; undefined = not worth unpacking. */
export function archiveRole(path: string): 'document' | 'hostname' | undefined {
  if (path.endsWith('/') || /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|\.git\/)/.test(path)) return undefined;
  const inside = insideReport(path);
  if (inside !== undefined) return roleInReport(inside);
  return binary.test(path) ? undefined : 'document';
}

/** Path below the root of a sos report or a must-gather. */
function insideReport(path: string): { kind: 'sos' | 'must-gather'; path: string } | undefined {
  const steps = path.split('/');
  const sos = steps.findIndex((step) => /^sos(?:report)?-./i.test(step));
  if (sos !== -1) return { kind: 'sos', path: steps.slice(sos + 1).join('/') };
  const commands = steps.indexOf('sos_commands');
  if (commands !== -1) return { kind: 'sos', path: steps.slice(commands).join('/') };
  const gathered = steps.findIndex((step) => /^must-gather/i.test(step));
  return gathered === -1 ? undefined : { kind: 'must-gather', path: steps.slice(gathered + 1).join('/') };
}

function roleInReport(inside: {
  kind: 'sos' | 'must-gather';
  path: string;
}): 'document' | 'hostname' | undefined {
  if (inside.kind === 'must-gather') {
    return /(?:^|\/)core\/nodes(?:\/[^/]+)?\.(?:yaml|json)$/.test(inside.path) ? 'document' : undefined;
  }
  if (inside.path === 'etc/hostname' || inside.path === 'hostname') return 'hostname';
  return documents.test(inside.path) ? 'document' : undefined;
}

const documents =
  /^(?:proc\/cpuinfo|etc\/libvirt\/(?:qemu|libxl)\/[^/]+\.xml|sos_commands\/(?:virsh|libvirt|virt|kvm)\/(?:[^/]*\/)*[^/]*(?:capabilities|dumpxml|version)[^/]*|sos_commands\/processor\/(?:lscpu|cpuid)[^/]*)$/;

const binary =
  /\.(?:7z|bin|bmp|bz2|class|core|db|dll|exe|gif|gz|ico|img|iso|jar|jpe?g|journal|ko|mo|mp4|o|odt|pdf|png|pyc|qcow2|raw|rpm|so(?:\.\d+)*|sqlite3?|tgz|vmdk|wasm|webp|woff2?|xlsx?|xz|zip|zst)$/i;
