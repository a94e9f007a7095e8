import { useMemo } from 'react';
import { plural } from '../../fleet/phrases.ts';
import { sourceWords } from '../../intake/source-words.ts';
import { useWorkspace } from '../../workspace/hooks.ts';
import type { Host, HostSource, PoolView } from '../../workspace/state.ts';
import { sourceFor } from '../../workspace/views.ts';
import styles from './answer.module.css';

/** Hosts whose source shows no features of MSRs seem to lack them: what the answer is worth depends on it. */
export function SourceNote({ view }: { readonly view: PoolView }) {
  const hosts = useWorkspace((state) => state.workspace.hosts);
  const sentence = useMemo(() => sentenceFor(hosts, view), [hosts, view]);
  return sentence === undefined ? null : <p className={styles.second}>{sentence}</p>;
}

function sentenceFor(hosts: readonly Host[], view: PoolView): string | undefined {
  const sources = hosts.flatMap((host) => {
    const source = host.included ? sourceFor(host, view) : undefined;
    return source !== undefined && hidesMsrs(source) ? [{ name: host.name, kind: source.kind }] : [];
  });
  const [first] = sources;
  if (first === undefined) return undefined;
  const commands = [...new Set(sources.map(({ kind }) => sourceWords[kind].command))];
  const who = sources.length === 1 ? first.name : plural(sources.length, 'host');
  const show = commands.length === 1 ? 'which shows' : 'which show';
  return `${who} ${sources.length === 1 ? 'was' : 'were'} read from ${inWords(commands)}, ${show} no features of MSRs (mds-no, rdctl-no …): they count as absent.`;
}

function hidesMsrs({ kind, arch }: HostSource): boolean {
  return sourceWords[kind].hidesMsrs === true && (arch === 'x86_64' || arch === 'i686');
}

function inWords(commands: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(commands);
}
