import type { XmlElement } from '../../xml/xml.ts';

/** A person's definition is wrong: carries libvirt's message to the parser's front. */
export class DefinitionError extends Error {}

export function fail(message: string): never {
  throw new DefinitionError(message);
}

export function unsupported(message: string): never {
  return fail(`unsupported configuration: ${message}`);
}

export function xmlError(message: string): never {
  return fail(`XML error: ${message}`);
}

/** Reads attributes of one element, with libvirt's words for what is wrong. */
export class Attributes {
  readonly #element: XmlElement;

  constructor(element: XmlElement) {
    this.#element = element;
  }

  text(name: string): string | undefined {
    return this.#element.attributes.get(name);
  }

  required(name: string): string {
    return (
      this.text(name) ?? xmlError(`Missing required attribute '${name}' in element '${this.#element.name}'`)
    );
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : this.#member(name, text, values);
  }

  requiredOneOf<T extends string>(name: string, values: readonly T[]): T {
    return this.#member(name, this.required(name), values);
  }

  /** Decimal, unsigned 32 bit. */
  unsigned(name: string, options: { readonly zero: 'allowed' | 'refused' }): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = unsignedValue(text, 0xffffffffn);
    if (value === undefined) return this.#invalid(name, text, ' Expected non-negative integer value');
    if (value === 0n && options.zero === 'refused')
      return this.#invalid(name, text, ' Zero is not permitted', '');
    return Number(value);
  }

  requiredUnsigned(name: string, options: { readonly zero: 'allowed' | 'refused' }): number {
    this.required(name);
    return this.unsigned(name, options) ?? 0;
  }

  /** Decimal, unsigned 64 bit, as its canonical text. */
  requiredUnsigned64(name: string): string {
    const text = this.required(name);
    const value = unsignedValue(text, 0xffffffffffffffffn);
    return value === undefined
      ? this.#invalid(name, text, ' Expected non-negative integer value')
      : value.toString();
  }

  /** Decimal, signed 32 bit, not negative. */
  integer(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const match = /^[ \t\n\r]*([+-]?[0-9]+)$/.exec(text);
    const value = match?.[1] === undefined ? Number.NaN : Number(match[1]);
    if (!(value >= -0x80000000 && value <= 0x7fffffff)) {
      return this.#invalid(name, text, ' Expected integer value');
    }
    return value < 0 ? this.#invalid(name, text, ' Expected non-negative value') : value;
  }

  #member<T extends string>(name: string, text: string, values: readonly T[]): T {
    return values.find((value) => value === text) ?? this.#invalid(name, text, '');
  }

  /** libvirt ends the bare complaint and the one with an expectation alike, the one about zero without a period. */
  #invalid(name: string, text: string, expectation: string, period = '.'): never {
    const reason = period === '' ? `:${expectation}` : `: '${text}'.${expectation}`;
    return xmlError(`Invalid value for attribute '${name}' in element '${this.#element.name}'${reason}`);
  }
}

/** Leading blanks and zeros are allowed as strtoul allows them, nothing may follow. */
export function unsignedValue(text: string, largest: bigint): bigint | undefined {
  const digits = /^[ \t\n\r]*\+?0*([0-9]{1,20})$/.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const value = BigInt(digits);
  return value <= largest ? value : undefined;
}
