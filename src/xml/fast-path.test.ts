import { expect, test } from 'vitest';
import { parseSimpleXml } from './fast-path.ts';
import { parseXml } from './xml.ts';

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
