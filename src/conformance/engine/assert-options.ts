import { complaintAbout, type OptionRules } from '../../options/rules.js';
import { ConfigurationError } from './configuration-error.js';

/** Names and values; what is undefined is not given. @throws ConfigurationError that says which is wrong, and what to give */
export function assertOptions<Options extends object>(options: Options, rules: OptionRules<Options>): void {
  const complaint = complaintAbout(options, rules);
  if (complaint !== undefined) throw new ConfigurationError(complaint);
}
