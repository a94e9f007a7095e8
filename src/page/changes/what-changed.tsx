import { hostChange, isOtherProcessor } from '../../fleet/changes/host-change.ts';
import {
  changePhrases,
  followPhrases,
  startsPhrases,
  wayBackPhrases,
} from '../../fleet/wording/change-words.ts';
import { plainText } from '../../fleet/wording/phrases.ts';
import type { HostReading } from '../../intake/reading.ts';
import { newestMap } from '../../workspace/cpu-maps/maps.ts';
import { derive } from '../../workspace/derived/derived.ts';
import { answerChange, guestChanges, stateOf } from '../../workspace/derived/derived-changes.ts';
import { useWorkspace } from '../../workspace/hooks.ts';
import type { HostSource } from '../../workspace/model/state.ts';
import { Merger, sourceOf, withAdditions } from '../../workspace/reading/merger.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { Phrases } from '../phrases/phrases.tsx';

interface WhatChangedProps {
  readonly existing: HostSource;
  readonly incoming: HostReading;
}

/** The changes, and their effect on the guest: shown before anything is replaced. */
export function WhatChanged({ existing, incoming }: WhatChangedProps) {
  const workspace = useWorkspace((state) => state.workspace);
  const derived = useDerived();
  if (derived === undefined) return null;
  const change = hostChange(derived.map, stateOf(existing), stateOf(sourceOf(incoming)));
  const isOther = isOtherProcessor(change);
  const merger = new Merger(workspace);
  merger.add(incoming, 'replace');
  const after = derive(withAdditions(workspace, merger.take()), derived.map, nobody, newestMap());
  const follows = answerChange(derived, after).filter(
    ({ before, now }) => before !== undefined && now !== undefined,
  );
  return (
    <>
      {isOther && <p>This is another processor, not an update. If it is another machine, keep both.</p>}
      <p>
        <Phrases phrases={changePhrases(change)} />
      </p>
      {!isOther &&
        wayBackPhrases(change.gone).map((phrases) => (
          <p key={plainText(phrases)}>
            <Phrases phrases={phrases} />
          </p>
        ))}
      {follows.map(({ name, gained, lost }) => (
        <p key={name}>
          {follows.length > 1 && `${name}: `}
          <Phrases phrases={followPhrases({ gained, lost })} />
        </p>
      ))}
      {guestChanges(derived, after).map((each) => (
        <p key={each.guests[0]}>
          <Phrases phrases={startsPhrases(each)} />
        </p>
      ))}
    </>
  );
}

const nobody: readonly [] = [];
