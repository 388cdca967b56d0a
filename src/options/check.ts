import { ArgumentError } from './argument-error.js';
import { complaintAbout, type OptionRule, type OptionRules } from './rules.js';

/**
 * Holds that options are of those that a function has.
 * @param where - the function, as its callers know it
 * @throws ArgumentError
 */
export function checkOptions<Options extends object>(
  where: string,
  options: Options,
  rules: OptionRules<Options>,
): void {
  const complaint = complaintAbout(options, rules);
  if (complaint !== undefined) throw new ArgumentError(where, complaint);
}

/** Holds that an argument is what a function takes. @throws ArgumentError */
export function checkArgument(where: string, name: string, value: unknown, check: OptionRule): void {
  const complaint = check(name, value);
  if (complaint !== undefined) throw new ArgumentError(where, complaint);
}
