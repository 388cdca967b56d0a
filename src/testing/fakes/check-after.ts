import { type Leftover, NotQuiescentError } from '../../playback/quiescence/not-quiescent-error.js';
import type { FakeServer } from '../../serving/fake-server.js';
import type { TestFakeOptions } from './test-fake-options.js';

/** Holds what is to be so after a test. @throws NotQuiescentError with what is not */
export function checkAfter(
  fake: FakeServer,
  { quiescent = true, noUnknownRequests = true }: Pick<TestFakeOptions, 'quiescent' | 'noUnknownRequests'>,
): void {
  const left = leftoversOf(fake, quiescent === 'sessions').filter(({ what }) =>
    what === 'unknown request' ? noUnknownRequests : quiescent !== false,
  );
  if (left.length > 0) throw new NotQuiescentError(left);
}

function leftoversOf(fake: FakeServer, sessions: boolean): readonly Leftover[] {
  try {
    fake.assertQuiescent({ sessions });
  } catch (error) {
    if (error instanceof NotQuiescentError) return error.leftovers;
    throw error;
  }
  return [];
}
