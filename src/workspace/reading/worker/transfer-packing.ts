import type { CpuSource } from '../../../cpu/definition/source.ts';
import type { Emulator, GuestReading, HostReading } from '../../../intake/reading.ts';
import { canonicalText, textKey } from '../../model/canonical.ts';
import { type PackedReading as PackedHostReading, packReading } from '../../packing/packed-workspace.ts';
import {
  type PackedGuest,
  type Tables,
  TableWriter,
  unpackGuest,
  unpackSource,
} from '../../packing/tables.ts';
import type { SourceTable } from './source-table.ts';

/**
 * Readings on their way from the worker: what sources share travels once and is then meant by number. A structured
 * clone keeps sharing only within one message.
 */
export interface PackedReadings {
  /** New since the message before; numbers go on over all messages of one worker. */
  readonly tables: Tables;
  /** The lookup keys of the new CPUs. */
  readonly keys: readonly string[];
  readonly readings: readonly PackedReading[];
}

/** Data that joins a workspace. */
export type Reading = HostReading | GuestReading;

type PackedReading = PackedHostReading | PackedGuestReading;

interface PackedGuestReading extends Omit<PackedGuest, 'name' | 'on'> {
  readonly name: string | undefined;
  readonly on: string | undefined;
}

export class Packer {
  readonly #tables = new TableWriter(canonicalText);

  pack(readings: readonly Reading[]): PackedReadings {
    const packed = readings.map((reading) =>
      reading.view === 'guest' ? this.#tables.packGuest(reading) : packReading(reading, this.#tables),
    );
    const tables = this.#tables.takeNew();
    return { readings: packed, tables, keys: tables.cpus.map((cpu) => textKey(canonicalText(cpu))) };
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

  unpack({ tables, keys, readings }: PackedReadings): Reading[] {
    this.#cpus.push(...tables.cpus.map((cpu, at) => this.#table.share(cpu, keys[at])));
    this.#emulators.push(...tables.emulators);
    this.#lines.push(...tables.lines);
    const all = { cpus: this.#cpus, emulators: this.#emulators, lines: this.#lines };
    return readings.map((packed) => unpackReading(packed, all));
  }
}

function unpackReading(packed: PackedReading, tables: Tables): Reading {
  if (packed.view === 'guest') {
    const guest = unpackGuest(packed, tables);
    if (guest === undefined) throw notSent(packed);
    return guest;
  }
  const { name, ...rest } = packed;
  const source = unpackSource(rest, tables);
  if (source === undefined) throw notSent(packed);
  return { name, ...source };
}

function notSent({ cpu }: PackedReading): Error {
  return new Error(`the worker means CPU ${cpu}, which it has not sent`);
}
