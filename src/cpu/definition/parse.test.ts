import { describe, expect, it } from 'vitest';
import { compileCpuMap } from '../../cpu-map/compile.ts';
import { architectures } from './definition.ts';
import { type ParseOptions, parseCpu } from './parse.ts';

const unsup = 'unsupported configuration: ';
const xml = 'XML error: ';
const missing = (attribute: string, element: string) =>
  `${xml}Missing required attribute '${attribute}' in element '${element}'`;
const invalid = (attribute: string, element: string, value: string, expected = '') =>
  `${xml}Invalid value for attribute '${attribute}' in element '${element}': '${value}'.${expected}`;
const nonNegative = ' Expected non-negative integer value';
const zero = (attribute: string, element: string) =>
  `${xml}Invalid value for attribute '${attribute}' in element '${element}': Zero is not permitted`;

const migratable = `${unsup}Attribute migratable is only allowed for 'host-passthrough' / 'maximum' CPU mode`;

function message(text: string, type: ParseOptions['type']): string {
  const parsed = parseCpu(text, { type });
  return parsed.ok ? 'no error' : parsed.error.message;
}

const inHost = (content: string, attributes = '') =>
  `<cpu${attributes}><arch>x86_64</arch><model>m</model>${content}</cpu>`;
const inGuest = (content: string, attributes = '') => `<cpu${attributes}><model>m</model>${content}</cpu>`;

describe('refusals, in libvirt’s words', () => {
  it.each<[rule: string, text: string, type: ParseOptions['type'], message: string]>([
    ['P2', '<capabilities/>', 'auto', `${xml}XML does not contain expected 'cpu' element`],
    [
      'P3',
      "<cpu match='exact'><arch>x86_64</arch></cpu>",
      'auto',
      `${xml}'arch' element cannot be used inside 'cpu' element with 'match' attribute'`,
    ],
    ['P4', inHost('', " mode='custom'"), 'auto', `${unsup}Attribute mode is only allowed for guest CPU`],
    ['P4', inGuest('', " mode='native'"), 'guest', `${unsup}Invalid mode attribute 'native'`],
    ['P4', inGuest('', " mode=''"), 'guest', `${unsup}Invalid mode attribute ''`],
    ['P5', inGuest('', " mode='maximum' migratable='yes'"), 'guest', invalid('migratable', 'cpu', 'yes')],
    ['P5', inGuest('', " migratable='on'"), 'guest', migratable],
    ['P5', inGuest('', " mode='host-model' migratable='off'"), 'guest', migratable],
    ['P5', inHost('', " migratable='on'"), 'host', migratable],
    ['P5', inGuest('', " match='loose'"), 'guest', invalid('match', 'cpu', 'loose')],
    ['P5', inGuest('', " check='some'"), 'guest', invalid('check', 'cpu', 'some')],
    ['P5', inGuest('', " deprecated_features='yes'"), 'guest', invalid('deprecated_features', 'cpu', 'yes')],
    ['P6', '<cpu><model>m</model></cpu>', 'host', `${xml}Missing CPU architecture`],
    ['P6', '<cpu><arch/><model>m</model></cpu>', 'host', `${xml}Missing CPU architecture`],
    ...['amd64', 'x86', 'i386', 'arm64', 'X86_64'].map((arch): [string, string, 'auto', string] => [
      'P6',
      `<cpu><arch>${arch}</arch></cpu>`,
      'auto',
      `${unsup}Unknown architecture ${arch}`,
    ]),
    ['P7', inHost("<microcode version='0x1'/>"), 'auto', `${unsup}invalid microcode version`],
    ['P7', inHost("<microcode version='4294967296'/>"), 'auto', `${unsup}invalid microcode version`],
    ['P8', inHost("<signature model='1' stepping='1'/>"), 'auto', missing('family', 'signature')],
    ['P8', inHost("<signature family='6' stepping='1'/>"), 'auto', missing('model', 'signature')],
    ['P8', inHost("<signature family='6' model='1'/>"), 'auto', missing('stepping', 'signature')],
    ['P8', inHost("<signature family='0' model='1' stepping='1'/>"), 'auto', zero('family', 'signature')],
    [
      'P8',
      inHost("<signature family='6' model='x' stepping='1'/>"),
      'auto',
      invalid('model', 'signature', 'x', nonNegative),
    ],
    ['P9', inHost("<counter name='tsc'/>"), 'auto', missing('frequency', 'counter')],
    [
      'P9',
      inHost("<counter name='tsc' frequency='1 GHz'/>"),
      'auto',
      invalid('frequency', 'counter', '1 GHz', nonNegative),
    ],
    [
      'P9',
      inHost("<counter name='tsc' frequency='1' scaling='on'/>"),
      'auto',
      invalid('scaling', 'counter', 'on'),
    ],
    ['P10', "<cpu><model fallback='maybe'>m</model></cpu>", 'guest', `${unsup}Invalid fallback attribute`],
    [
      'P10',
      "<cpu><model vendor_id='Short'>m</model></cpu>",
      'guest',
      `${xml}vendor_id must be exactly 12 characters long`,
    ],
    ['P10', "<cpu><model vendor_id='Genuine,ntel'>m</model></cpu>", 'guest', `${xml}vendor id is invalid`],
    ['P11', '<cpu><arch>x86_64</arch></cpu>', 'auto', `${xml}Missing CPU model name`],
    ['P11', '<cpu><arch>x86_64</arch><model/></cpu>', 'auto', `${xml}Missing CPU model name`],
    ['P12', '<cpu><vendor>Intel</vendor></cpu>', 'guest', `${xml}CPU vendor specified without CPU model`],
    [
      'P12',
      "<cpu mode='host-model'><vendor>Intel</vendor></cpu>",
      'guest',
      `${xml}CPU vendor specified without CPU model`,
    ],
    ['P13', inGuest("<topology cores='1' threads='1'/>"), 'guest', missing('sockets', 'topology')],
    ['P13', inGuest("<topology sockets='1' threads='1'/>"), 'guest', missing('cores', 'topology')],
    ['P13', inGuest("<topology sockets='1' cores='1'/>"), 'guest', missing('threads', 'topology')],
    ['P13', inGuest("<topology sockets='0' cores='1' threads='1'/>"), 'guest', zero('sockets', 'topology')],
    [
      'P13',
      inGuest("<topology sockets='1' dies='0' cores='1' threads='1'/>"),
      'guest',
      zero('dies', 'topology'),
    ],
    [
      'P13',
      inHost("<topology sockets='1' clusters='0' cores='1' threads='1'/>"),
      'host',
      zero('clusters', 'topology'),
    ],
    [
      'P13',
      inGuest("<topology sockets='-1' cores='1' threads='1'/>"),
      'guest',
      invalid('sockets', 'topology', '-1', nonNegative),
    ],
    [
      'P14',
      "<cpu><feature name='a'/></cpu>",
      'guest',
      `${xml}Non-empty feature list specified without CPU model`,
    ],
    ['P15', inGuest("<feature policy='maybe' name='a'/>"), 'guest', `${unsup}Invalid CPU feature policy`],
    ['P15', inGuest('<feature/>'), 'guest', `${xml}Invalid CPU feature name`],
    ['P15', inHost("<feature name=''/>"), 'auto', `${xml}Invalid CPU feature name`],
    [
      'P15',
      inGuest("<feature name='a'/><feature policy='disable' name='a'/>"),
      'guest',
      `${xml}CPU feature 'a' specified more than once`,
    ],
    [
      'P16',
      inGuest("<cache mode='disable'/><cache mode='disable'/>"),
      'guest',
      `${xml}at most one CPU cache element may be specified`,
    ],
    [
      'P16',
      inGuest("<cache level='4' mode='disable'/>"),
      'guest',
      `${xml}invalid CPU cache level, must be in range [1,3]`,
    ],
    [
      'P16',
      inGuest("<cache level='0' mode='disable'/>"),
      'guest',
      `${xml}invalid CPU cache level, must be in range [1,3]`,
    ],
    [
      'P16',
      inGuest("<cache level='L3' mode='disable'/>"),
      'guest',
      invalid('level', 'cache', 'L3', ' Expected integer value'),
    ],
    [
      'P16',
      inGuest("<cache level='-1' mode='disable'/>"),
      'guest',
      invalid('level', 'cache', '-1', ' Expected non-negative value'),
    ],
    ['P16', inGuest("<cache level='3'/>"), 'guest', missing('mode', 'cache')],
    ['P16', inGuest("<cache mode='on'/>"), 'guest', invalid('mode', 'cache', 'on')],
    ['P17', inGuest("<maxphysaddr bits='40'/>"), 'guest', missing('mode', 'maxphysaddr')],
    ['P17', inGuest("<maxphysaddr mode='host'/>"), 'guest', invalid('mode', 'maxphysaddr', 'host')],
    [
      'P17',
      inGuest("<maxphysaddr mode='emulate' bits='2147483648'/>"),
      'guest',
      invalid('bits', 'maxphysaddr', '2147483648', ' Expected integer value'),
    ],
    ['P17', inGuest("<maxphysaddr mode='emulate' limit='0'/>"), 'guest', zero('limit', 'maxphysaddr')],
    [
      'P17',
      inGuest("<maxphysaddr mode='passthrough' limit='-1'/>"),
      'guest',
      invalid('limit', 'maxphysaddr', '-1', nonNegative),
    ],
    [
      'P17',
      inGuest("<maxphysaddr mode='emulate' limit='40'/>"),
      'guest',
      `${unsup}attribute 'limit' is only supported for maxphysaddr mode 'passthrough'`,
    ],
  ])('[%s] %s', (_rule, text, type, expected) => {
    expect(message(text, type)).toBe(expected);
  });

  it('[P1] text that is no XML is an error in our own words', () => {
    for (const text of ['', '<cpu>', 'cpu', '<cpu/><cpu/>', '<!DOCTYPE cpu><cpu/>']) {
      expect(message(text, 'auto')).toMatch(/^XML error: at line 1: ./);
    }
  });
});

/** Everything that can be wrong at once; each step takes the fault away that was reported. */
describe('the first fault in libvirt’s order is the one that is reported', () => {
  const steps = (
    text: string,
    type: ParseOptions['type'],
    fixes: readonly (readonly [string, string, string])[],
  ) => {
    let now = text;
    for (const [expected, from, to] of fixes) {
      expect(message(now, type)).toContain(expected);
      expect(now).toContain(from);
      now = now.replace(from, to);
    }
    expect(message(now, type)).toBe('no error');
  };

  it('of a host', () => {
    steps(
      `<cpu match='any' mode='custom' migratable='yes'><arch>amd64</arch><microcode version='x'/>
      <signature family='0' model='1' stepping='1'/><counter name='tsc'/><model/>
      <topology sockets='0' cores='1' threads='1'/><feature name=''/><cache mode='on'/><maxphysaddr/></cpu>`,
      'auto',
      [
        ["'arch' element cannot", " match='any'", ''],
        ['Attribute mode', " mode='custom'", ''],
        ["attribute 'migratable'", " migratable='yes'", " migratable='on'"],
        ['Attribute migratable', " migratable='on'", ''],
        ['Unknown architecture', 'amd64', 'x86_64'],
        ['microcode', "version='x'", "version='1'"],
        ["'family'", "family='0'", "family='6'"],
        ["'frequency'", "name='tsc'", "name='tsc' frequency='1'"],
        ['Missing CPU model', '<model/>', '<model>m</model>'],
        ["'sockets'", "sockets='0'", "sockets='1'"],
        ['feature name', "name=''/><cache", "name='a'/><cache"],
        ["'cache'", "mode='on'", "mode='disable'"],
        ["'maxphysaddr'", '<maxphysaddr/>', "<maxphysaddr mode='emulate'/>"],
      ],
    );
  });

  it('of a guest', () => {
    steps(
      `<cpu mode='any' migratable='yes' match='any' check='any' deprecated_features='any'>
      <model fallback='any' vendor_id='x,y'/><vendor>V</vendor><topology/>
      <feature policy='any'/><cache/><cache/><maxphysaddr mode='emulate' limit='1'/></cpu>`,
      'guest',
      [
        ['Invalid mode', "mode='any'", "mode='custom'"],
        ["attribute 'migratable'", "migratable='yes'", "migratable='on'"],
        ['Attribute migratable', " migratable='on'", ''],
        ["'match'", "match='any'", "match='exact'"],
        ["'check'", "check='any'", "check='none'"],
        ["'deprecated_features'", "deprecated_features='any'", "deprecated_features='on'"],
        ['fallback', "fallback='any'", "fallback='allow'"],
        ['vendor_id must', "vendor_id='x,y'", "vendor_id='x,y456789012'"],
        ['vendor id is', "vendor_id='x,y456789012'", ''],
        ['vendor specified without', '<vendor>V</vendor>', ''],
        ["'sockets'", '<topology/>', ''],
        ['Non-empty feature list', "<model fallback='allow' />", '<model>m</model>'],
        ['feature policy', "policy='any'", "policy='force'"],
        ['feature name', "policy='force'", "policy='force' name='a'"],
        ['at most one', '<cache/><cache/>', '<cache/>'],
        ["'mode' in element 'cache'", '<cache/>', ''],
        ["'limit'", " limit='1'", ''],
      ],
    );
  });
});

describe('definitions that libvirt reads', () => {
  const parsed = (text: string, type: ParseOptions['type'] = 'auto', dialect?: ParseOptions['dialect']) => {
    const result = parseCpu(text, { type, ...(dialect === undefined ? {} : { dialect }) });
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };
  const bare = { kind: 'guest', mode: 'custom', match: 'exact', fallback: 'allow', features: [] };

  it('an empty guest has the defaults', () => {
    expect(parsed('<cpu/>')).toEqual(bare);
    expect(parsed("<cpu check='default'><model/></cpu>")).toEqual(bare);
  });

  it('arch decides the type where nobody says', () => {
    expect(parsed('<cpu><arch>i686</arch><model>m</model></cpu>')).toEqual({
      kind: 'host',
      arch: 'i686',
      model: 'm',
      features: [],
    });
    expect(parsed('<cpu><arch>i686</arch><model>m</model></cpu>', 'guest').kind).toBe('guest');
  });

  it('every part of a host', () => {
    expect(
      parsed(
        inHost(`<vendor>Intel</vendor><microcode version=' 7'/><signature family='6' model='0' stepping='0'/>
        <counter name='other'/><counter name='tsc' frequency='18446744073709551615' scaling='yes'/>
        <topology sockets='4294967295' cores='2' threads='3'/><cache level='3' mode='emulate'/>
        <maxphysaddr mode='passthrough' limit='39'/><feature policy='disable' name='a'/>`),
      ),
    ).toEqual({
      kind: 'host',
      arch: 'x86_64',
      model: 'm',
      vendor: 'Intel',
      microcode: 7,
      signature: { family: 6, model: 0, stepping: 0 },
      counter: { frequency: '18446744073709551615', scaling: 'yes' },
      topology: { sockets: 4294967295, dies: 1, clusters: 1, cores: 2, threads: 3 },
      cache: { level: 3, mode: 'emulate' },
      maxphysaddr: { mode: 'passthrough', limit: 39 },
      features: ['a'],
    });
  });

  it('every part of a guest', () => {
    expect(
      parsed(
        `<cpu mode='custom' match='strict' check='full' deprecated_features='off'>
        <model fallback='forbid' vendor_id='KVMKVMKVMKVM'>m</model><vendor>AMD</vendor>
        <feature name='a'/><feature policy='optional' name='__proto__'/></cpu>`,
      ),
    ).toEqual({
      kind: 'guest',
      mode: 'custom',
      match: 'strict',
      check: 'full',
      deprecatedFeatures: 'off',
      fallback: 'forbid',
      vendorId: 'KVMKVMKVMKVM',
      model: 'm',
      vendor: 'AMD',
      features: [
        { name: 'a', policy: 'require' },
        { name: '__proto__', policy: 'optional' },
      ],
    });
  });

  it('the first of repeated elements', () => {
    expect(parsed('<cpu><model>a</model><model>b</model></cpu>')).toMatchObject({ model: 'a' });
  });

  it('12 characters of a vendor id are 12 bytes', () => {
    expect(message("<cpu><model vendor_id='ééééaaaa'/></cpu>", 'guest')).toBe('no error');
    expect(message("<cpu><model vendor_id='ééééaaaaaaaa'/></cpu>", 'guest')).toContain('exactly 12');
  });

  it.each(architectures)('arch %s', (arch) => {
    expect(parsed(`<cpu><arch>${arch}</arch><model>m</model></cpu>`)).toMatchObject({ arch });
  });

  it('a number with any number of zeros before it', () => {
    const zeros = '0'.repeat(60);
    expect(parsed(inHost(`<microcode version='+${zeros}7'/>`))).toMatchObject({ microcode: 7 });
    expect(parsed(inGuest(`<cache level='${zeros}3' mode='emulate'/>`))).toMatchObject({
      cache: { level: 3 },
    });
  });

  it.each(['host-passthrough', 'maximum'])('nothing of the model’s attributes in mode %s', (mode) => {
    const text = `<cpu mode='${mode}'><model fallback='maybe' vendor_id='short'>m</model></cpu>`;
    expect(parsed(text)).toEqual({ ...bare, mode, model: 'm' });
  });

  const old = compileCpuMap({
    format: 1,
    release: '9.0.0',
    origin: '',
    x86: { vendors: [], features: [], models: [] },
    ppc64: { vendors: [], models: [] },
    arm: { vendors: [], features: '', models: [] },
  }).dialect;

  it('in 9.0 no deprecated_features and no loongarch64', () => {
    const text = inGuest('', " deprecated_features='any'");
    expect(parsed(text, 'guest', old)).toEqual({ ...bare, model: 'm' });
    const loongarch = parseCpu('<cpu><arch>loongarch64</arch><model>m</model></cpu>', {
      type: 'host',
      dialect: old,
    });
    expect(loongarch).toEqual({
      ok: false,
      error: { message: `${unsup}Unknown architecture loongarch64` },
    });
  });

  it('in 9.0 neither clusters nor limit', () => {
    const text = inGuest(
      "<topology sockets='1' clusters='0' cores='1' threads='1'/><maxphysaddr mode='emulate' limit='x'/>",
    );
    expect(parsed(text, 'guest', old)).toMatchObject({
      topology: { clusters: 1 },
      maxphysaddr: { mode: 'emulate' },
    });
    expect(message(text, 'guest')).toBe(zero('clusters', 'topology'));
  });
});
