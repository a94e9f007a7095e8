import { useMemo } from 'react';
import { code, type Phrase, plural, text } from '../../fleet/wording/phrases.ts';
import { sourceWords } from '../../intake/formats/source-words.ts';
import { useWorkspace } from '../../workspace/hooks.ts';
import type { Host, PoolView } from '../../workspace/model/state.ts';
import { hidesMsrs, sourceFor } from '../../workspace/model/views.ts';
import styles from '../phrases/answer.module.css';
import { Phrases } from '../phrases/phrases.tsx';
import { sourceFaults } from './source-faults.ts';

/** Hosts whose source shows no features of MSRs: no guest gets one until it is told. */
export function SourceNote({ view, hidden }: SourceNoteProps) {
  const hosts = useWorkspace((state) => state.workspace.hosts);
  const phrases = useMemo(() => phrasesFor(hosts, view), [hosts, view]);
  const faults = useMemo(() => sourceFaults(hosts), [hosts]);
  if (phrases.length + faults.length === 0) return null;
  return (
    <p className={styles.second}>
      <Phrases phrases={[...phrases, ...hiddenPhrases(hidden), ...faults]} />
    </p>
  );
}

interface SourceNoteProps {
  readonly view: PoolView;
  /** Features that Linux hides, taken as there by family and model. */
  readonly hidden: readonly string[];
}

const MOST_NAMED = 4;

function hiddenPhrases(hidden: readonly string[]): Phrase[] {
  if (hidden.length === 0) return [];
  const named = hidden.slice(0, hidden.length === MOST_NAMED + 1 ? MOST_NAMED + 1 : MOST_NAMED);
  const more = hidden.length - named.length;
  const list = inWords(more === 0 ? named : [...named, `${more.toLocaleString('en')} more`]);
  const are = hidden.length === 1 ? 'it is' : 'they are';
  return [text(` Linux does not show ${list}: ${are} assumed present, by family and model.`)];
}

function phrasesFor(hosts: readonly Host[], view: PoolView): Phrase[] {
  const sources = hosts.flatMap((host) => {
    const source = host.included ? sourceFor(host, view) : undefined;
    return source !== undefined && hidesMsrs(source) ? [{ name: host.name, kind: source.kind }] : [];
  });
  const [first] = sources;
  if (first === undefined) return [];
  const commands = [...new Set(sources.map(({ kind }) => sourceWords[kind].command))];
  const who = sources.length === 1 ? code(first.name) : text(plural(sources.length, 'host'));
  const were = sources.length === 1 ? 'was' : 'were';
  const show = commands.length === 1 ? 'which shows' : 'which show';
  const says = `${show} no features of MSRs (mds-no, rdctl-no …): no guest gets one that is not told. Paste virsh capabilities to know.`;
  return [who, text(` ${were} read from ${inWords(commands)}, ${says}`)];
}

function inWords(commands: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(commands);
}
