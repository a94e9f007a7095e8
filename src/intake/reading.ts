import type { GuestCpu } from '../cpu/definition/definition.ts';
import type { CpuSource } from '../cpu/definition/source.ts';
import type { CpuError } from '../cpu/vocabulary/cpu-error.ts';

/** The findings in a text: hosts, guests, decoded errors, and what could not be read. Each in the order of the text. */
export interface Intake {
  readonly hosts: readonly HostReading[];
  readonly guests: readonly GuestReading[];
  readonly errors: readonly ErrorReading[];
  readonly problems: readonly IntakeProblem[];
  /** Releases of hosts that gave no CPU in this text: one may be in another of the same report. */
  readonly told?: readonly ToldOfHost[];
}

export interface ToldOfHost {
  readonly name: string | undefined;
  readonly software: HostSoftware;
}

/** Kinds of source, named as the person would name them. */
export const sourceKinds = [
  'capabilities',
  'domcapabilities',
  'cpu',
  'cpudata',
  'cpuinfo',
  'lscpu',
  'cpuid',
  'qmp-expansion',
  'qmp-definitions',
  'kubevirt',
  'nova',
] as const;

export type SourceKind = (typeof sourceKinds)[number];

/** The subject of a source: the host's own CPU, or what QEMU can give on it. */
export type CpuView = 'host' | 'qemu';

export interface HostReading {
  /** Found around the document or in the file name; undefined = the workspace makes one up. */
  readonly name: string | undefined;
  readonly kind: SourceKind;
  readonly view: CpuView;
  readonly arch: string;
  readonly cpu: CpuSource;
  readonly place: Place;
  /** The place of each listed feature in the text: line number by index of the source's features. */
  readonly featureLines?: readonly number[];
  readonly uuid?: string;
  /** Domain capabilities and QMP: what the emulator says of named models. */
  readonly emulator?: Emulator;
  /** The host's releases, if something beside the document named them. */
  readonly software?: HostSoftware;
}

/** Releases as they are printed. */
export interface HostSoftware {
  /** `12.8.0` */
  readonly libvirt?: string;
  /** `11.1.3` */
  readonly qemu?: string;
  /** Linux: `6.12.48-amd64` */
  readonly kernel?: string;
  /** The CPU's microcode as Linux prints it: `0x2b000603`. libvirt's capabilities have a number for it in their CPU. */
  readonly microcode?: string;
  /** The processor's own name: `Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz`. */
  readonly processor?: string;
}

/** The source of a guest's definition, named as the person would name it. */
export const guestKinds = ['domain', 'cpu', 'qemu-command', 'kubevirt-vm', 'proxmox'] as const;

export type GuestKind = (typeof guestKinds)[number];

/** A virtual machine that exists. It is no host: no pool counts it. */
export interface GuestReading {
  /** In the document, in the command that printed it, above it, or the file's; undefined = the workspace makes one up. */
  readonly name: string | undefined;
  readonly kind: GuestKind;
  readonly view: 'guest';
  /** The host where it was found: by the prompt, the command or the heading; undefined = unknown. */
  readonly on: string | undefined;
  readonly arch: string;
  /** Custom without a model: QEMU's default CPU. */
  readonly cpu: GuestCpuSource;
  /** Models and features are spelled as QEMU spells them. */
  readonly vocabulary?: 'qemu';
  readonly place: Place;
  readonly featureLines?: readonly number[];
  readonly uuid?: string;
  /** `kvm`, `qemu` (TCG) … */
  readonly virttype?: string;
  readonly machine?: string;
  /** Hz, a decimal number, of `<timer name='tsc' frequency=…/>`. */
  readonly tscFrequency?: string;
  /** It runs, and this is the CPU that it has; undefined = unknown. */
  readonly live?: boolean;
}

export interface GuestCpuSource {
  readonly kind: 'guest';
  readonly cpu: GuestCpu;
}

/** A file (or `paste 1`) and a line in it, from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export interface Emulator {
  readonly path?: string;
  readonly domain?: string;
  readonly machine?: string;
  readonly models: readonly EmulatorModel[];
}

export interface EmulatorModel {
  readonly name: string;
  readonly usable: 'yes' | 'no' | 'unknown';
  readonly deprecated?: boolean;
  readonly vendor?: string;
  readonly canonical?: string;
  /** Features that keep the model from being usable. */
  readonly blockers: readonly string[];
}

/** An error about CPUs as it is in a text. */
export interface ErrorReading extends CpuError {
  /** The error's own words, on one line. */
  readonly said: string;
  readonly place: Place;
}

export interface IntakeProblem {
  readonly code: IntakeProblemCode;
  /** A whole sentence: what was seen, where, what is expected. */
  readonly sentence: string;
  readonly place: Place;
  /** Up to three lines of the text around the place, the last being the place's own. */
  readonly excerpt: readonly { readonly line: number; readonly text: string }[];
  /** Under the place in the excerpt: `the text ends here; </cpu> is missing`. */
  readonly hint?: string;
  /** Column of the place, from 1, where it is known. */
  readonly column?: number;
  /** Name of the host that could not be read, where it was found. */
  readonly host?: string;
}

export type IntakeProblemCode =
  | 'empty'
  | 'not-understood'
  | 'cut'
  | 'malformed'
  | 'doctype'
  | 'no-cpu'
  // Asked, and what was printed is an error.
  | 'host-failed'
  // Read, with only what all processors of the host have.
  | 'differs'
  // Read, but what was mended may be wrong.
  | 'guessed'
  | 'libvirt-refuses'
  | 'too-large'
  | 'too-deep'
  | 'too-many'
  // The reader's around intake: the browser can't read the file; reading broke down on it.
  | 'unreadable'
  | 'gave-up';
