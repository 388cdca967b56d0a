import type { FakeController } from '../src/fake-controller/fake-controller.js';

/** Errors in the fake's own handlers, which it answers INTERNAL and notes in its journal. */
export class Defects {
  readonly #seen: string[] = [];

  watch(fake: FakeController): void {
    fake.journal.onEntry(({ text }) => {
      if (text?.startsWith('defect of the fake') === true) this.#seen.push(text);
    });
  }

  /** @throws Error with the first since the last time. */
  assertNone(): void {
    const [first] = this.#seen.splice(0);
    if (first !== undefined) throw new Error(first);
  }
}
