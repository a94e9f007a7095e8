import { expect, test } from 'vitest';
import { parseSimpleXml } from '../../xml/fast-path.ts';
import { parseXml } from '../../xml/xml.ts';
import { capture, fixture } from '../fixtures.test-support.ts';

const texts = [
  fixture('capabilities.xml'),
  fixture('domcapabilities.xml'),
  fixture('domain.xml'),
  fixture('cpu-host.xml'),
  capture('capabilities.xml'),
  capture('domcapabilities-tcg.xml'),
].map((text) => text.trim());

test.each(texts)('gives what the whole parse gives: %#', (text) => {
  expect(parseSimpleXml(text)).toEqual(parseXml(text));
});
