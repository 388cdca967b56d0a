/** Whether a text is a mode of files: octal digits, or symbols such as `u=rwX,go=rX`. */
export function isChmod(text: string): boolean {
  if (/^[0-7]+$/.test(text)) return Number.parseInt(text, 8) <= 0o7777;
  return /^(?:[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+)(?:,[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+)*$/.test(text);
}
