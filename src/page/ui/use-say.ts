import { useEffect, useRef } from 'react';
import { announce } from './announce.ts';

/** Milliseconds after the last letter: a person who still types is not talked over. */
export const TYPED = 700;

/**
 * Says a sentence when `key` has become another one and has rested for so many milliseconds. What is there from
 * the start is read where it stands; undefined says nothing.
 */
export function useSay(sentence: string | undefined, key: unknown, rest = 0): void {
  const before = useRef(key);
  useEffect(() => {
    if (key === before.current) return;
    const timer = setTimeout(() => {
      before.current = key;
      if (sentence !== undefined) announce(sentence);
    }, rest);
    return () => clearTimeout(timer);
  }, [key, sentence, rest]);
}
