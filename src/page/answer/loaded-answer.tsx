import type { ReadingProgress } from '../../workspace/model/state.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { followPhrase } from '../phrases/follow-phrase.ts';
import { Answer } from './answer.tsx';
import { OutNote } from './out-note.tsx';
import { ReleaseRefusesNote } from './release-refuses-note.tsx';
import { SourceNote } from './source-note.tsx';
import { ViewNote } from './view-note.tsx';

/** The sentence for the hosts that are there; while more are read, with how far that is. */
export function LoadedAnswer({ reading }: { readonly reading: ReadingProgress | undefined }) {
  const derived = useDerived();
  if (derived === undefined) {
    return <h1 className="type-answer">The CPU map is being loaded.</h1>;
  }
  return (
    <Answer
      text={derived.answer()}
      reading={reading}
      subject={derived.pool}
      onFollow={followPhrase}
      note={
        <>
          <OutNote derived={derived} />
          <ViewNote derived={derived} />
          <ReleaseRefusesNote derived={derived} />
          <SourceNote view={derived.view} />
        </>
      }
    />
  );
}
