import type { CpuSource } from '../../cpu/definition/source.ts';
import type { Emulator } from '../../intake/reading.ts';
import type { Guest, HostSource } from '../model/state.ts';

/** Data that sources share: stored here once, then referred to by number. */
export interface Tables {
  readonly cpus: readonly CpuSource[];
  readonly emulators: readonly Emulator[];
  readonly lines: readonly (readonly number[])[];
}

export interface PackedSource extends Omit<HostSource, 'cpu' | 'emulator' | 'featureLines'> {
  readonly cpu: number;
  readonly emulator?: number;
  readonly featureLines?: number;
}

/** Ids are of one page only and are left out. */
export interface PackedGuest extends Omit<Guest, 'id' | 'cpu' | 'featureLines'> {
  readonly cpu: number;
  readonly featureLines?: number;
}

/** Packs sources. Numbers go on: `takeNew` gives what came since it was last called. */
export class TableWriter {
  readonly #cpus: Numbered<CpuSource>;
  readonly #emulators: Numbered<Emulator>;
  readonly #lines: Numbered<readonly number[]>;

  /** `textOf`: values of the same text are one; without it the same objects are. */
  constructor(textOf?: (value: unknown) => string) {
    this.#cpus = new Numbered<CpuSource>(textOf);
    this.#emulators = new Numbered<Emulator>(textOf);
    this.#lines = new Numbered<readonly number[]>(textOf);
  }

  pack({ cpu, emulator, featureLines, ...rest }: HostSource): PackedSource {
    return {
      ...rest,
      cpu: this.#cpus.number(cpu),
      ...(emulator === undefined ? {} : { emulator: this.#emulators.number(emulator) }),
      ...(featureLines === undefined ? {} : { featureLines: this.#lines.number(featureLines) }),
    };
  }

  packGuest<T extends Pick<Guest, 'cpu' | 'featureLines'>>({ cpu, featureLines, ...rest }: T) {
    return {
      ...rest,
      cpu: this.#cpus.number(cpu),
      ...(featureLines === undefined ? {} : { featureLines: this.#lines.number(featureLines) }),
    };
  }

  takeNew(): Tables {
    return {
      cpus: this.#cpus.takeNew(),
      emulators: this.#emulators.takeNew(),
      lines: this.#lines.takeNew(),
    };
  }
}

/** Undefined: the CPU is not in the tables. Nothing hangs on the other two, so a number that leads nowhere is none. */
export function unpackSource(
  { cpu: cpuAt, emulator: emulatorAt = -1, featureLines: linesAt = -1, ...rest }: PackedSource,
  { cpus, emulators, lines }: Tables,
): HostSource | undefined {
  const [cpu, emulator, featureLines] = [cpus[cpuAt], emulators[emulatorAt], lines[linesAt]];
  if (cpu === undefined) return undefined;
  return {
    ...rest,
    cpu,
    ...(emulator === undefined ? {} : { emulator }),
    ...(featureLines === undefined ? {} : { featureLines }),
  };
}

/** Undefined: no guest's CPU is in the tables. */
export function unpackGuest<T extends { readonly cpu: number; readonly featureLines?: number }>(
  { cpu: cpuAt, featureLines: linesAt = -1, ...rest }: T,
  { cpus, lines }: Tables,
) {
  const [cpu, featureLines] = [cpus[cpuAt], lines[linesAt]];
  if (cpu?.kind !== 'guest') return undefined;
  return { ...rest, cpu, ...(featureLines === undefined ? {} : { featureLines }) };
}

class Numbered<T extends object> {
  readonly #textOf: ((value: T) => string) | undefined;
  readonly #byObject = new WeakMap<T, number>();
  readonly #byText = new Map<string, number>();
  #count = 0;
  #fresh: T[] = [];

  constructor(textOf: ((value: T) => string) | undefined) {
    this.#textOf = textOf;
  }

  number(value: T): number {
    const known = this.#byObject.get(value);
    if (known !== undefined) return known;
    const text = this.#textOf?.(value);
    const number = (text === undefined ? undefined : this.#byText.get(text)) ?? this.#add(value);
    if (text !== undefined) this.#byText.set(text, number);
    this.#byObject.set(value, number);
    return number;
  }

  takeNew(): readonly T[] {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }

  #add(value: T): number {
    this.#fresh.push(value);
    return this.#count++;
  }
}
