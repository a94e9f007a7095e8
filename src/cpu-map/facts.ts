/**
 * The content of a libvirt release's cpu_map directory, as plain data: the form of the files in `data/`.
 * Nothing is resolved here; `compile.ts` turns it into masks and bits.
 */
export const FACTS_FORMAT = 1;

export interface CpuMapFacts {
  readonly format: typeof FACTS_FORMAT;
  /** libvirt's version, `12.8.0`, or the name that a person gave to a map of their own. */
  readonly release: string;
  readonly origin: string;
  readonly x86: X86Facts;
  readonly ppc64: Ppc64Facts;
  readonly arm: ArmFacts;
}

export interface X86Facts {
  /** `string` is the 12 characters of CPUID leaf 0, EBX EDX ECX. */
  readonly vendors: readonly { readonly name: string; readonly string: string }[];
  readonly features: readonly X86FeatureFact[];
  readonly models: readonly X86ModelFact[];
}

export interface X86FeatureFact {
  readonly name: string;
  /** Register masks, see `register-word.ts`: `7.0 ebx 00000200` or `msr 10a eax 00000001`. */
  readonly masks: readonly string[];
  /** Present when the feature blocks migration. */
  readonly migratable?: false;
  /** Names elsewhere, by where: `qemu`, `linux`. */
  readonly aliases?: readonly { readonly name: string; readonly source: string }[];
}

export interface X86ModelFact {
  readonly name: string;
  /** Whether a host, or a guest, may be decoded to it; absent = yes. */
  readonly decodeHost?: false;
  readonly decodeGuest?: false;
  /** `<check partial='compat'/>` */
  readonly checkCompat?: true;
  readonly ancestor?: string;
  /** `family/model` or `family/model/steppings`, steppings as in the XML: `6/85/0-4`. */
  readonly signatures?: readonly string[];
  readonly vendor?: string;
  /** Feature names separated by blanks, in the order of the file. */
  readonly features?: string;
  readonly removed?: string;
  readonly added?: string;
}

export interface Ppc64Facts {
  readonly vendors: readonly string[];
  readonly models: readonly {
    readonly name: string;
    readonly vendor?: string;
    /** Processor version register: `value/mask`, hexadecimal. */
    readonly pvrs: readonly string[];
  }[];
}

export interface ArmFacts {
  readonly vendors: readonly { readonly name: string; readonly value: string }[];
  readonly features: string;
  readonly models: readonly {
    readonly name: string;
    readonly vendor?: string;
    readonly pvr?: string;
    readonly features?: string;
  }[];
}

/** JSON with one line per vendor, feature and model, so that two releases can be compared with `diff`. */
export function formatFacts(facts: CpuMapFacts): string {
  const list = (items: readonly unknown[]) =>
    items.length === 0 ? '[]' : `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
  const { x86, ppc64, arm } = facts;
  return `{"format":${facts.format},"release":${JSON.stringify(facts.release)},"origin":${JSON.stringify(facts.origin)},
"x86":{"vendors":${list(x86.vendors)},"features":${list(x86.features)},"models":${list(x86.models)}},
"ppc64":{"vendors":${list(ppc64.vendors)},"models":${list(ppc64.models)}},
"arm":{"vendors":${list(arm.vendors)},"features":${JSON.stringify(arm.features)},"models":${list(arm.models)}}}
`;
}
