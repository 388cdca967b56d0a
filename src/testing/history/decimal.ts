/** What clients hold integers of 64 bits in: numbers, bigints, texts, and the objects of `long`, which write themselves. */
interface Long {
  toString(radix: number): string;
}

/** An integer in decimal digits; `0` where there is none, as proto3 has it. */
export function decimal(value: unknown): string {
  switch (typeof value) {
    case 'bigint':
    case 'number':
      return value.toString();
    case 'string':
      return value;
    case 'object':
      return value === null ? '0' : (value as Long).toString(10);
    default:
      return '0';
  }
}
