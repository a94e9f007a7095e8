import * as v from 'valibot';
import { MAX_FEATURES, MAX_TEXT } from '../../intake/limits.ts';

/*
 * Parts that the checks are made of. What comes from files, links and storage is held to them, and so is what a
 * workspace takes in: then all that it holds can be read back.
 */

export const text = v.pipe(
  v.string(),
  v.maxLength(
    MAX_TEXT,
    ({ received }) => `it has ${lengthOf(received)} characters; the limit is ${inWords(MAX_TEXT)}`,
  ),
);
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const word = v.pipe(count, v.maxValue(0xffffffff));
export const onOff = v.picklist(['on', 'off']);
export const optional = v.exactOptional;

export function list<T extends v.GenericSchema>(items: T, most = MAX_FEATURES) {
  return v.pipe(
    v.array(items),
    v.maxLength(most, ({ received }) => `it has ${lengthOf(received)} items; the limit is ${inWords(most)}`),
  );
}

/** valibot gives the length as a text. */
function lengthOf(received: string): string {
  return inWords(Number(received));
}

/** `4,096` */
export function inWords(number: number): string {
  return number.toLocaleString('en');
}
