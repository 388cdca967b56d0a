/** Whether a text is this one, or an expression matches in it: from the start of the text, however often it is asked. */
export function isText(wanted: string | RegExp, text: string): boolean {
  return typeof wanted === 'string' ? wanted === text : stateless(wanted).test(text);
}

/** Whether a text holds this one, or an expression matches in it. */
export function holdsText(wanted: string | RegExp, text: string): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : stateless(wanted).test(text);
}

/** The flags `g` and `y` would make the expression remember where it last matched. */
export function stateless(expression: RegExp): RegExp {
  return new RegExp(expression.source, expression.flags.replaceAll(/[gy]/g, ''));
}

/** As people read it in a message. */
export function shownText(wanted: string | RegExp): string {
  return typeof wanted === 'string' ? JSON.stringify(wanted) : String(wanted);
}
