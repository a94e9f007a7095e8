import type { ErrorFeature, ErrorSays, ErrorSource } from '../../cpu/vocabulary/cpu-error.ts';
import type { DecodedError } from './error-reading.ts';
import { featureListAt } from './feature-list.ts';

/** The reading of a rule's match; the feature list after it moves `end` on. */
export type RuleReading = Partial<Pick<DecodedError, 'model' | 'vendor' | 'otherVendor' | 'detail'>> & {
  readonly says?: ErrorSays;
  readonly features?: readonly ErrorFeature[];
  readonly end?: number;
};

/** One text that libvirt, QEMU or a platform prints. Its example is its test. */
export interface ErrorRule {
  readonly example: string;
  readonly says: ErrorSays;
  readonly by: ErrorSource;
  /** Blanks stand for any white space: the text may be wrapped. */
  readonly pattern: RegExp;
  readonly read?: (match: RegExpExecArray, text: string) => RuleReading;
}

const NAME = String.raw`["'\`]?([A-Za-z0-9_][\w.+-]*?)["'\`]?(?=[\s"'\`,;:)\]}]|\.?\s|\.?$)`;

/** Libvirt's, as `src/cpu` and `src/qemu` print them in 7.0 to 12.8; QEMU's from 5.2 to 11.1. */
export const errorRules: readonly ErrorRule[] = [
  {
    example: 'Host CPU does not provide required features: avx512f, hle',
    says: 'lacks',
    by: 'libvirt',
    pattern: words('host CPU does not provide required features?:'),
    read: listed('missing'),
  },
  {
    example: "Host CPU provides forbidden feature 'vmx'",
    says: 'has-forbidden',
    by: 'libvirt',
    pattern: words('host CPU provides forbidden features?:?'),
    read: listed('forbidden'),
  },
  {
    example: 'Host CPU does not strictly match guest CPU: Extra features: svm, avx',
    says: 'has-extra',
    by: 'libvirt',
    pattern: words('does not strictly match guest CPU: Extra features?:'),
    read: listed('extra'),
  },
  {
    example: "guest CPU doesn't match specification: extra features: a,b, missing features: c,d",
    says: 'not-as-described',
    by: 'libvirt',
    pattern: words("guest CPU doesn't match specification:?"),
    read: twoLists,
  },
  {
    example: 'CPU features rdtscp,pcid not supported',
    says: 'lacks',
    by: 'libvirt',
    pattern: words(String.raw`CPU features? ([\w.,' -]{1,4000}?) not supported`),
    read: ([, names = '']) => ({ features: missing(names.split(/[\s,']+/).filter(Boolean)) }),
  },
  {
    example: 'Unknown CPU model Cooperlake',
    says: 'unknown-model',
    by: 'libvirt',
    pattern: words(`unknown CPU model ${NAME}`),
    read: ([, model]) => given({ model }),
  },
  {
    example: 'Unknown CPU feature avx512-fp16',
    says: 'unknown-feature',
    by: 'libvirt',
    pattern: words(`unknown CPU feature ${NAME}`),
    read: ([, name = '']) => ({ features: missing([name]) }),
  },
  {
    example: 'Unknown CPU vendor Zhaoxin',
    says: 'unknown-vendor',
    by: 'libvirt',
    pattern: words(`unknown CPU vendor ${NAME}`),
    read: ([, vendor]) => given({ vendor }),
  },
  {
    example: 'CPU vendor Intel of model Haswell differs from vendor AMD',
    says: 'vendor-differs',
    by: 'libvirt',
    pattern: words(`CPU vendor ${NAME} of model ${NAME} differs from vendor ${NAME}`),
    read: ([, vendor, model, otherVendor]) => given({ vendor, model, otherVendor }),
  },
  {
    example: 'host CPU vendor does not match required CPU vendor Intel',
    says: 'vendor-differs',
    by: 'libvirt',
    pattern: words(`host CPU vendor does not match required CPU vendor ${NAME}`),
    read: ([, vendor]) => given({ vendor }),
  },
  {
    example: 'CPU vendors do not match',
    says: 'vendor-differs',
    by: 'libvirt',
    pattern: words('CPU vendors do not match'),
  },
  {
    example: 'operation failed: CPUs are incompatible',
    says: 'nothing-in-common',
    by: 'libvirt',
    pattern: words('operation failed: CPUs are incompatible'),
  },
  {
    example: 'Cannot find suitable CPU model for given data',
    says: 'no-model-fits',
    by: 'libvirt',
    pattern: words('cannot find suitable CPU model for given data'),
  },
  {
    example: 'CPU model EPYC-Genoa is not supported by hypervisor',
    says: 'model-not-offered',
    by: 'libvirt',
    pattern: words(`CPU model ${NAME} is not supported by hypervisor`),
    read: ([, model]) => given({ model }),
  },
  {
    example: 'CPU arch aarch64 does not match host arch',
    says: 'arch-differs',
    by: 'libvirt',
    pattern: words(`CPU arch ${NAME} does not match host arch`),
    read: ([, detail]) => given({ detail }),
  },
  {
    example:
      "CPU mode 'host-passthrough' for x86_64 qemu domain on x86_64 host is not supported by hypervisor",
    says: 'mode-not-possible',
    by: 'libvirt',
    pattern: words(`CPU mode ${NAME} for [\\w -]{1,80}? is not supported by hypervisor`),
    read: ([, detail]) => given({ detail }),
  },
  {
    example: "unsupported configuration: Invalid mode attribute 'maximum'",
    says: 'mode-not-possible',
    by: 'libvirt',
    pattern: words("invalid mode attribute '([\\w-]+)'"),
    read: ([, detail]) => given({ detail }),
  },
  {
    example: "host doesn't support invariant TSC",
    says: 'no-invariant-tsc',
    by: 'libvirt',
    pattern: words("host doesn't support invariant TSC"),
    read: () => ({ features: missing(['invtsc']) }),
  },
  {
    example: "domain has 'invtsc' CPU feature but TSC frequency is not specified",
    says: 'no-tsc-frequency',
    by: 'libvirt',
    pattern: words("domain has 'invtsc' CPU feature but TSC frequency is not specified"),
    read: () => ({ features: [{ name: 'invtsc', part: 'extra' }] }),
  },
  {
    example: 'Requested TSC frequency 2099999000 Hz outside tolerance range',
    says: 'tsc-frequency-differs',
    by: 'libvirt',
    pattern: words(String.raw`requested TSC frequency (\d{1,20}) Hz`),
    read: ([, detail]) => given({ detail }),
  },
  {
    example: "unable to find CPU model 'Cooperlake'",
    says: 'model-not-offered',
    by: 'QEMU',
    pattern: words("unable to find CPU model '([^'\n]{1,200})'"),
    read: ([, model]) => given({ model }),
  },
  {
    example: "Property 'Haswell-x86_64-cpu.avx512-fp16' not found",
    says: 'unknown-feature',
    by: 'QEMU',
    pattern: words(
      String.raw`property '(?:([\w.-]{1,200}?)-)?(?:x86_64|i386)-cpu\.([\w.-]{1,200})' not found`,
    ),
    read: ([, model, name = '']) => ({ ...given({ model }), features: missing([name]) }),
  },
  {
    example: 'phys-bits should be between 32 and 52 (but is 57)',
    says: 'bad-address-bits',
    by: 'QEMU',
    pattern: words(String.raw`phys-bits should be between \d+ and \d+ ?\(but is (\d+)\)`),
    read: ([, detail]) => given({ detail }),
  },
  {
    example: 'Fatal glibc error: CPU does not support x86-64-v3',
    says: 'level-too-low',
    by: 'the guest',
    pattern: words('CPU does not support (x86-64-v[234])'),
    read: ([, detail]) => given({ detail }),
  },
  {
    example: 'This kernel requires an x86-64 CPU, but only detected an i686 CPU',
    says: 'level-too-low',
    by: 'the guest',
    pattern: words('this kernel requires an x86-64 CPU, but only detected an? [\\w-]+ CPU'),
    read: () => ({ detail: 'x86-64', features: missing(['lm']) }),
  },
  {
    example: 'missing CPU flags: model_Haswell, avx2',
    says: 'lacks',
    by: 'oVirt',
    pattern: words('missing CPU (?:flags|features) ?:'),
    read: flagsOfOVirt,
  },
];

/** A pattern whose blanks match any white space. */
function words(source: string): RegExp {
  return new RegExp(source.replaceAll(' ?', '\\s*').replaceAll(' ', '\\s+'), 'gi');
}

function missing(names: readonly string[]): ErrorFeature[] {
  return [...new Set(names)].map((name) => ({ name, part: 'missing' }));
}

function listed(part: ErrorFeature['part']): (match: RegExpExecArray, text: string) => RuleReading {
  return (match, text) => {
    const { names, end } = featureListAt(text, match.index + match[0].length);
    return { features: names.map((name) => ({ name, part })), end };
  };
}

/** Either list may be missing; libvirt prints the extra ones first. */
function twoLists(match: RegExpExecArray, text: string): RuleReading {
  let end = match.index + match[0].length;
  const features: ErrorFeature[] = [];
  for (let i = 0; i < 2; i++) {
    const head = /^[\s,]*(extra|missing)\s+features?:/.exec(text.slice(end, end + 200));
    if (head === null) break;
    const list = featureListAt(text, end + head[0].length);
    const part = head[1] === 'extra' ? 'extra' : 'missing';
    features.push(...list.names.map((name): ErrorFeature => ({ name, part })));
    end = list.end;
  }
  return { features, end };
}

/** `model_Haswell` among the flags is the model. */
function flagsOfOVirt(match: RegExpExecArray, text: string): RuleReading {
  const { names, end } = featureListAt(text, match.index + match[0].length);
  const model = names.find((name) => name.startsWith('model_'))?.slice('model_'.length);
  return { ...given({ model }), features: missing(names.filter((name) => !name.startsWith('model_'))), end };
}

function given(
  fields: Record<'model' | 'vendor' | 'otherVendor' | 'detail', string | undefined> | object,
): RuleReading {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
