import type { CpuSource } from '../../../cpu/definition/source.ts';
import type { Emulator, HostReading } from '../../../intake/reading.ts';
import { canonicalText, textKey } from '../../model/canonical.ts';
import type { SourceTable } from './source-table.ts';

/**
 * Readings on their way from the worker: CPUs, emulators and line lists, which hosts share, travel once and are
 * then meant by number. A structured clone keeps sharing only within one message.
 */
export interface PackedReadings {
  /** New since the message before; numbers go on over all messages of one worker. */
  readonly cpus: readonly { readonly key: string; readonly source: CpuSource }[];
  readonly emulators: readonly Emulator[];
  readonly lines: readonly (readonly number[])[];
  readonly hosts: readonly PackedHost[];
}

export interface PackedHost extends Omit<HostReading, 'cpu' | 'emulator' | 'featureLines'> {
  readonly cpu: number;
  readonly emulator?: number;
  readonly featureLines?: number;
}

export class Packer {
  readonly #cpus = new Numbered<CpuSource>();
  readonly #emulators = new Numbered<Emulator>();
  readonly #lines = new Numbered<readonly number[]>();

  pack(readings: readonly HostReading[]): PackedReadings {
    const hosts = readings.map(
      ({ cpu, emulator, featureLines, ...rest }): PackedHost => ({
        ...rest,
        cpu: this.#cpus.number(cpu),
        ...(emulator === undefined ? {} : { emulator: this.#emulators.number(emulator) }),
        ...(featureLines === undefined ? {} : { featureLines: this.#lines.number(featureLines) }),
      }),
    );
    return {
      hosts,
      cpus: this.#cpus.takeNew().map(({ value, text }) => ({ key: textKey(text), source: value })),
      emulators: this.#emulators.takeNew().map(({ value }) => value),
      lines: this.#lines.takeNew().map(({ value }) => value),
    };
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

  unpack({ cpus, emulators, lines, hosts }: PackedReadings): HostReading[] {
    for (const { key, source } of cpus) this.#cpus.push(this.#table.share(source, key));
    this.#emulators.push(...emulators);
    this.#lines.push(...lines);
    return hosts.map(({ cpu, emulator, featureLines, ...rest }) => ({
      ...rest,
      cpu: found(this.#cpus, cpu),
      ...(emulator === undefined ? {} : { emulator: found(this.#emulators, emulator) }),
      ...(featureLines === undefined ? {} : { featureLines: found(this.#lines, featureLines) }),
    }));
  }
}

/** Equal values get the same number; asking again with the same object is free. */
class Numbered<T extends object> {
  readonly #byObject = new WeakMap<T, number>();
  readonly #byText = new Map<string, number>();
  #fresh: { readonly value: T; readonly text: string }[] = [];

  number(value: T): number {
    const known = this.#byObject.get(value);
    if (known !== undefined) return known;
    const text = canonicalText(value);
    const before = this.#byText.get(text);
    const number = before ?? this.#byText.size;
    if (before === undefined) {
      this.#byText.set(text, number);
      this.#fresh.push({ value, text });
    }
    this.#byObject.set(value, number);
    return number;
  }

  takeNew(): readonly { readonly value: T; readonly text: string }[] {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }
}

function found<T>(values: readonly T[], number: number): T {
  const value = values[number];
  if (value === undefined) throw new Error(`the worker means value ${number}, which it has not sent`);
  return value;
}
