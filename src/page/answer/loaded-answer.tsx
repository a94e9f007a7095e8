import type { AnswerText } from '../../fleet/answer/answer-text.ts';
import { guestPhrases } from '../../fleet/answer/guests-sentence.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { rowsOfGuests } from '../../workspace/derived/derived-guests.ts';
import type { ReadingProgress } from '../../workspace/model/state.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { followPhrase } from '../phrases/follow-phrase.ts';
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

/** The sentence for the hosts that are there; while more are read, with how far that is. */
export function LoadedAnswer({ reading }: { readonly reading: ReadingProgress | undefined }) {
  const derived = useDerived();
  if (derived === undefined) {
    return <h1 className="type-answer">The CPU map is being loaded.</h1>;
  }
  return (
    <Answer
      text={withGuests(derived)}
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
