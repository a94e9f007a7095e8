import type { Bits } from '../../bits/bits.ts';
import type { GuestCpu } from '../../cpu/definition/definition.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';

export interface OutputInput {
  readonly map: CpuMap;
  readonly guest: GuestCpu;
  /** Bits of the guest under the map. */
  readonly bits: Bits;
  /** Name of the virtual machine or CPU model in the text; any text a person typed. */
  readonly name: string;
  /** The guest CPU comes from what QEMU told of every host, so that it gives all that is asked. */
  readonly toldByQemu?: boolean;
}

export interface OutputText {
  readonly text: string;
  readonly language: 'xml' | 'ini' | 'yaml' | 'sh' | 'hcl' | 'text' | 'json';
  /** Settings that the platform can't express, one sentence each; empty if there are none. */
  readonly notes: readonly string[];
}

export interface OutputTarget {
  readonly id: string;
  readonly title: string;
  /** Its name on a button, `Copy for …`; the title if that is short. */
  readonly short?: string;
  /** The text's destination: a file or a command. */
  readonly where: string;
  write(input: OutputInput): OutputText;
}
