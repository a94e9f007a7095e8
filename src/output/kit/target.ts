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
  /**
   * How names from outside are in the text. `quoted`: any name may be there, inside quotes or escaped. `plain`:
   * the format knows no quotes, so that a name that is no plain word is left out, with a note. `bits`: no names at all.
   */
  readonly names: 'quoted' | 'plain' | 'bits';
  /** Models stand apart from modes: one that is called `host` or `max` is written, since nothing takes it for a mode. */
  readonly modelsApart?: true;
  write(input: OutputInput): OutputText;
}
