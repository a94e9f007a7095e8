import { useEffect, useRef } from 'react';
import type { AnswerText } from '../../fleet/answer/answer-text.ts';
import { guestPhrases } from '../../fleet/answer/guests-sentence.ts';
import { plainText } from '../../fleet/wording/phrases.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { rowsOfGuests } from '../../workspace/derived/derived-guests.ts';
import type { ReadingProgress } from '../../workspace/model/state.ts';
import { workspaceStore } from '../../workspace/stores/store.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { followPhrase } from '../phrases/follow-phrase.ts';
import { announce } from '../ui/announce.ts';
import { Answer } from './answer.tsx';
import { OutNote } from './out-note.tsx';
import { ReleaseRefusesNote } from './release-refuses-note.tsx';
import { SourceNote } from './source-note.tsx';
import { ViewNote } from './view-note.tsx';

/** Guests come first in the second line. */
function withGuests(derived: Derived): AnswerText {
  const answer = derived.answer();
  const fleet = derived.guests();
  if (fleet.guests.length === 0) return answer;
  const rows = rowsOfGuests({ fleet, ask: 'start', down: undefined });
  const guests = guestPhrases(rows, fleet.columns, fleet.groups.length);
  return { ...answer, second: [...guests, ...answer.second] };
}

function hiddenOf({ fleet }: Derived): readonly string[] {
  return [...new Set(fleet.kinds.flatMap(({ cpu }) => cpu.hidden ?? []))];
}

/**
 * Hosts have come or gone: the new answer is said, as it is the news. What is restored when the page opens is read
 * where it stands.
 */
function useSayAnswer(sentence: string | undefined, hosts: number | undefined): void {
  const said = useRef<number>(undefined);
  useEffect(() => {
    if (sentence === undefined || said.current === hosts) return;
    const isRestored = said.current === undefined && workspaceStore.getState().past.length === 0;
    said.current = hosts;
    if (!isRestored) announce(sentence);
  }, [sentence, hosts]);
}

/** The sentence for the hosts that are there; while more are read, with how far that is. */
export function LoadedAnswer({ reading }: { readonly reading: ReadingProgress | undefined }) {
  const derived = useDerived();
  const text = derived && withGuests(derived);
  useSayAnswer(reading === undefined ? text && plainText(text.main) : undefined, derived?.fleet.hosts.length);
  if (derived === undefined || text === undefined) {
    return <h1 className="type-answer">The CPU map is being loaded.</h1>;
  }
  return (
    <Answer
      text={text}
      reading={reading}
      subject={derived.pool}
      onFollow={followPhrase}
      note={
        <>
          <OutNote derived={derived} />
          <ViewNote derived={derived} />
          <ReleaseRefusesNote derived={derived} />
          <SourceNote view={derived.view} hidden={hiddenOf(derived)} />
        </>
      }
    />
  );
}
