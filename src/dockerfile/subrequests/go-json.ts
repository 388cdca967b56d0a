/** Data as Go's `json.MarshalIndent` writes it: what is special in HTML is escaped. */
export function goJson(data: unknown): string {
  return JSON.stringify(data, null, 2).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
