/** Writes bytes as text where they are text, else in base64. */
export function writtenBytes(bytes: Uint8Array): string | { readonly base64: string } {
  return textOf(bytes) ?? { base64: Buffer.from(bytes).toString('base64') };
}

/** The text that bytes are in UTF-8; undefined when they are none that would give the same bytes again. */
export function textOf(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : undefined;
}
