const longest = 60;

/** A value as an error message shows it: one short line that tells a string from a number from a bigint. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return shortened(JSON.stringify(value));
    case 'bigint':
      return `${value}n`;
    case 'function':
    case 'symbol':
      return `a ${typeof value}`;
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `an array of ${value.length}`;
      if (value instanceof Uint8Array) return `${value.length} bytes`;
      return `an object with ${shortened(Object.keys(value).join(', ')) || 'no keys'}`;
    default:
      return String(value);
  }
}

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
