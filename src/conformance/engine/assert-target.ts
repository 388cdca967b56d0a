import { having } from '../../options/rules.js';
import { ConfigurationError } from './configuration-error.js';

const isTarget = having("a target, such as await openTarget('fake')", 'connect', 'close', 'fixtures');

/** Holds that something can be examined. @throws ConfigurationError */
export function assertTarget(target: unknown): void {
  const complaint = isTarget('target', target);
  if (complaint !== undefined) throw new ConfigurationError(complaint);
}
