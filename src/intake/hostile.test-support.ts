import { fixture } from './fixtures.test-support.ts';

const cpu = fixture('cpu-host.xml');
const feature = "<feature name='ht'/>";

function repeated(part: string, size: number): string {
  return part.repeat(Math.ceil(size / part.length)).slice(0, size);
}

function attributes(count: number): string {
  return Array.from({ length: count }, (_, i) => `a${i}='${i}'`).join(' ');
}

/** Texts that are meant to take long: each about `size` characters, or as large as its title says. */
export function hostileTexts(size: number): { readonly title: string; readonly text: string }[] {
  const fill = (part: string) => repeated(part, size);
  const texts: readonly (readonly [string, string])[] = [
    ['<', fill('<')],
    ['<cpu', fill('<cpu')],
    ['<cpu>', fill('<cpu>')],
    ['<cpu>, a line each', fill('<cpu>\n')],
    ['<cpu>, words between', fill('a <cpu> ')],
    ['<capabilities>', fill('<capabilities>')],
    ['<capabilities><domain><cpu><a>', fill('<capabilities><domain><cpu><a>')],
    ['<domain><cpu/>', fill('<domain>\n<cpu/>\n')],
    ['tags that don’t nest', fill('<cpu></x>')],
    ['tags that don’t nest, closed', fill('<cpu></x></cpu>')],
    ['tags that don’t end', fill('<cpu ')],
    ['quotes that don’t end', fill(`<cpu a='`)],
    ['comments that don’t end', fill('<!-- ')],
    ['comments', fill('<!-- a -->')],
    ['CDATA that doesn’t end', fill('<cpu><![CDATA[')],
    ['instructions that don’t end', fill('<cpu><?a ')],
    ['DOCTYPEs', fill('<!DOCTYPE a [')],
    ['entities', `<cpu>${fill('&amp;')}</cpu>`],
    ['bad entities', `<cpu>${fill('&a;')}</cpu>`],
    ['200,000 levels', `<capabilities>${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}</capabilities>`],
    ['65 levels, again and again', fill(`<capabilities>${'<a>'.repeat(65)}`)],
    ['60,000 attributes', `<cpu ${attributes(60_000)}><arch>x86_64</arch></cpu>`],
    ['60,000 attributes in a feature', cpu.replace(feature, `<feature name='ht' ${attributes(60_000)}/>`)],
    ['a huge attribute', `<cpu a='${fill('x')}'><arch>x86_64</arch></cpu>`],
    ['a huge name', `<cpu><${fill('x')}/></cpu>`],
    ['a huge model', cpu.replace('EPYC-Rome', fill('x'))],
    ['features', cpu.replace(feature, fill("<feature name='a'/>"))],
    ['elements that are no features', cpu.replace(feature, fill("<f name='a'/>"))],
    ['spaces', fill(' ')],
    ['spaces in a tag', `<cpu${fill(' ')}`],
    ['spaces in a document', cpu.replace('AMD', fill(' '))],
    ['line feeds', fill('\n')],
    ['line feeds in a document', `${cpu.slice(0, 60)}${fill('\n')}`],
    ['letters', fill('a')],
    ['letters and a document', `${fill('a')}${cpu}`],
    ['words', fill('kvm-01 ')],
    ['lines of words', fill('kvm-01\n')],
    ['headings', fill('== kvm-01 ==\n')],
    ['a heading without end', `${fill('=')}\n${cpu}`],
    ['brackets', fill('[')],
    ['brackets before a document', `${fill('[[(')}\n${cpu}`],
    ['a range', `kvm-[${fill('1-9,')}1]:\n${cpu}`],
    ['prompts', fill('root@kvm-01:~# ')],
    ['@', fill('a@')],
    ['dots', `${fill('.')}\n${cpu}`],
    ['dots in a document', cpu.replace('AMD', `\n${fill('.')} x\n`)],
    ['omissions', `<cpu>${fill('...snip...\n')}`],
    ['quotes', fill('"')],
    ['quotes of a mail', fill('> ')],
    ['quoted replies', fill('> {"a": \n')],
    ['bars', fill('| flags : fpu\n')],
    ['lines of a log', fill('Nov 26 01:02:03 kvm-01 virsh[9]: <cpu>\n')],
    ['times', fill('2024-11-26T01:02:03Z <cpu>\n')],
    ['quoted lines', fill('> <cpu>\n')],
    ['backslashes', `"stdout": "${fill('\\')}`],
    ['backslashes and quotes', `"stdout": ${fill('"\\\\\\"')}`],
    ['backslash n', `<cpu>${fill('\\n')}`],
    ['strings', `"stdout": [${fill('"a",')}`],
    ['hidden flags', `{"kvm-01": "${fill('processor\\t: 0\\n')}`],
    ['hidden replies', fill('{"kvm-01": "{\\"return\\": 1}", ')],
    ['keys around hidden replies', fill('{"k1": {"stdout": "{\\"return\\""')],
    ['strings of a key', `{"stdout": "<cpu>\\n", "k1": [${fill('"a{[",')}`],
    ['hidden roots', fill('<cpu>\\n')],
    ['hidden roots in strings', fill('"<cpu>\\n",')],
    ['JSON, deep', fill('[{"a":')],
    ['JSON arrays, deep', fill('[')],
    ['JSON objects, deep', fill('{"return":')],
    ['&lt;', fill('&lt;')],
    ['&lt;cpu', fill('&lt;cpu&gt;')],
    ['&quot;', fill('{&quot;return&quot;: ')],
    ['fences', fill('kvm-01 ```<cpu>')],
    ['a page’s tags', fill('<h2>kvm-01</h2><pre>')],
    ['a page’s tags that don’t end', fill('<pre ')],
    ['&amp;', fill('&amp;')],
    ['&lt;cpu and tags', fill('&lt;cpu&gt;<a ')],
    ['prefixes', fill('kvm-01: <cpu>\n')],
    ['prefixes of many', Array.from({ length: 200_000 }, (_, i) => `k${i}: <cpu>`).join('\n')],
    ['numbered lines', Array.from({ length: 200_000 }, (_, i) => `${i}\t<cpu>`).join('\n')],
    ['numbers that don’t count on', fill('1\t<cpu>\n\n')],
    ['NUL', fill('\0')],
    ['NUL in a document', cpu.replace('AMD', fill('\0'))],
    ['lone surrogates', fill('\ud800')],
    ['bidi', fill('\u202e')],
    ['zero-width', fill('\u200b')],
    ['zero-width and <', fill('\u200b<')],
    ['CR', fill('\r')],
    ['flags', `flags : ${fill('fpu ')}`],
    [
      'cpuinfo of 4,096 processors',
      Array.from(
        { length: 4096 },
        (_, i) =>
          `processor : ${i}\nvendor_id : GenuineIntel\nmodel : 85\nflags : ${'fpu vme de '.repeat(20)}\n`,
      ).join('\n'),
    ],
    [
      'cpuid lines',
      fill('   0x00000007 0x00: eax=0x00000000 ebx=0x00000000 ecx=0x00000000 edx=0x00000000\n'),
    ],
    ['blank lines between flags', `flags : fpu\n\n${fill('a\n\n')}`],
    ['wrapped bugs', `flags : fpu\nbugs : a\n${fill('spectre_v1 a\n')}`],
    ['lscpu of many', fill('Architecture: x\nModel: 1\n')],
    ['labels', fill('cpu-feature.node.kubevirt.io/avx2: "true"\n')],
    ['keys of a prototype', fill('"__proto__": {"constructor": ')],
  ];
  return texts.map(([title, text]) => ({ title, text }));
}
