import type { Difference } from '../comparing/compare.js';

/** What makes two differences one of a kind: what they are about, and what each side said. */
export function kindOf({ rpc, name, fake, real }: Difference): string {
  return JSON.stringify([rpc, name, fake, real].map((text) => text?.replaceAll(/<\w+ \d+>/g, '<name>')));
}
