const unseen = /[\p{Cc}\p{Cs}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * Text in which every character is seen: one that is invisible, or would change how its neighbours are read, becomes
 * its escape, such as `\u202e`. Line feeds and tabs stay.
 */
export function unambiguous(text: string): string {
  return text.replace(unseen, (character) =>
    character === '\n' || character === '\t'
      ? character
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
