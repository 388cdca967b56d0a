/** A fact that one side alone has. */
export interface Lone {
  readonly side: 'real' | 'fake';
  readonly fact: string;
}

/** The facts in which two sides differ. A fact that comes twice is two facts. */
export function loneFacts(real: readonly string[], fake: readonly string[]): readonly Lone[] {
  return [
    ...without(real, fake).map((fact): Lone => ({ side: 'real', fact })),
    ...without(fake, real).map((fact): Lone => ({ side: 'fake', fact })),
  ];
}

/** As people read them. */
export function textOf(lone: readonly Lone[]): string {
  return lone.map(({ side, fact }) => `  the ${side} one alone: ${fact}\n`).join('');
}

function without(facts: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const fact of others) left.set(fact, (left.get(fact) ?? 0) + 1);
  return facts.filter((fact) => {
    const count = left.get(fact) ?? 0;
    left.set(fact, count - 1);
    return count <= 0;
  });
}
