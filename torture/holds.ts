import * as fc from 'fast-check';
import type { Round } from './exercise.js';

/** A counterexample is made shorter for so long. */
const shrinkMs = 10_000;

/** A round that is a property: so many inputs, of which all must hold. What breaks is shrunk. */
export async function holds<T>(
  seed: number,
  numRuns: number,
  input: fc.Arbitrary<T>,
  check: (value: T) => Promise<number | void>,
): Promise<Round> {
  let done = 0;
  const property = fc.asyncProperty(input, async (value) => {
    done += (await check(value)) ?? 1;
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, {
    seed,
    numRuns,
    interruptAfterTimeLimit: shrinkMs * 3,
    markInterruptAsFailure: false,
  });
  if (!failed) return { done };
  const what = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  const input_ = counterexample === null ? '' : `\n  input: ${shortened(fc.stringify(counterexample[0]))}`;
  return { done, broken: `${what}${input_}` };
}

function shortened(text: string): string {
  return text.length <= 2000 ? text : `${text.slice(0, 2000)}… (${text.length} characters)`;
}
