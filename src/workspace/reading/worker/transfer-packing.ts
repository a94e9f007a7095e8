import type { CpuSource } from '../../../cpu/definition/source.ts';
import type { Emulator, HostReading } from '../../../intake/reading.ts';
import { canonicalText, textKey } from '../../model/canonical.ts';
import { type PackedReading, packReading } from '../../packing/packed-workspace.ts';
import { type Tables, TableWriter, unpackSource } from '../../packing/tables.ts';
import type { SourceTable } from './source-table.ts';

/**
 * Readings on their way from the worker: what sources share travels once and is then meant by number. A structured
 * clone keeps sharing only within one message.
 */
export interface PackedReadings {
  /** New since the message before; numbers go on over all messages of one worker. */
  readonly tables: Tables;
  /** Of the new CPUs: what they are looked up by. */
  readonly keys: readonly string[];
  readonly hosts: readonly PackedReading[];
}

export class Packer {
  readonly #tables = new TableWriter(canonicalText);

  pack(readings: readonly HostReading[]): PackedReadings {
    const hosts = readings.map((reading) => packReading(reading, this.#tables));
    const tables = this.#tables.takeNew();
    return { hosts, tables, keys: tables.cpus.map((cpu) => textKey(canonicalText(cpu))) };
  }
}

export class Unpacker {
  readonly #table: SourceTable;
  readonly #cpus: CpuSource[] = [];
  readonly #emulators: Emulator[] = [];
  readonly #lines: (readonly number[])[] = [];

  constructor(table: SourceTable) {
    this.#table = table;
  }

  unpack({ tables, keys, hosts }: PackedReadings): HostReading[] {
    this.#cpus.push(...tables.cpus.map((cpu, at) => this.#table.share(cpu, keys[at])));
    this.#emulators.push(...tables.emulators);
    this.#lines.push(...tables.lines);
    return hosts.map(({ name, ...packed }) => {
      const all = { cpus: this.#cpus, emulators: this.#emulators, lines: this.#lines };
      const source = unpackSource(packed, all);
      if (source === undefined) throw new Error(`the worker means CPU ${packed.cpu}, which it has not sent`);
      return { name, ...source };
    });
  }
}
