import { mismatch } from './wire-writer.js';

/** Translates an enum of proto3, which is open: a number that has no name stays a number. */
export interface WireEnum<N extends string> {
  fromNumber(value: number): N | number;
  toNumber(value: N | number | undefined, field: string): number;
}

export type EnumValue<E> = E extends WireEnum<infer N> ? N | number : never;

export function enumOf<const V extends Readonly<Record<string, number>>>(values: V): WireEnum<keyof V & string> {
  const names = new Map(Object.entries(values).map(([name, number]) => [number, name as keyof V & string]));
  const numbers = new Map<unknown, number>(Object.entries(values));
  return {
    fromNumber: (value) => names.get(value) ?? value,
    toNumber(value, field) {
      if (value === undefined) return 0;
      const number = typeof value === 'number' ? value : numbers.get(value);
      if (number === undefined) throw mismatch(field, value, `one of ${Object.keys(values).join(', ')}`);
      return number;
    },
  };
}
