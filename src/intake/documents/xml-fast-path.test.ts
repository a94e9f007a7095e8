import { expect, test } from 'vitest';
import { parseXml } from '../../xml/xml.ts';
import { capture, fixture } from '../fixtures.test-support.ts';
import { parseSimpleXml } from './xml-fast-path.ts';

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

test.each([
  '<a>',
  '<a/><b/>',
  '<a></b>',
  '<a b="1" b="2"/>',
  '<a b=1/>',
  '<a>&lt;&#65;</a>',
  '<a><!-- <b> --></a>',
  '<a/> ',
  ' <a/>',
  '',
  '<a><![CDATA[<b>]]></a>',
  '<a b="x\ty\nz"/>',
  '<a b="<"/>',
  'text',
  '<a>\r\n</a>',
  '<a\n  b = "1" />',
  `${'<a>'.repeat(70)}`,
  '<a>one<b/>two</a>',
  '<__proto__ constructor="1"/>',
  '<a b=">"/>',
  '<a:b c:d="e"/>',
  '<a></a >',
  '<é/>',
  '<a>\u0000</a>',
])('agrees with the whole parse: %j', (text) => {
  expect(parseSimpleXml(text)).toEqual(parseXml(text));
});
