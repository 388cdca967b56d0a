import type { InvokeConfig, Init } from '../../protocol/messages.js';
import type { ProgramFixtures } from '../fixtures/fixtures.js';
import type { Trial } from '../trial/trial.js';

export type ProgramName = keyof ProgramFixtures;
export type Placeholders = Readonly<Record<string, string | number>>;

/** The configuration with which the target starts a program, with the placeholders of its arguments filled in. */
export function programConfig(trial: Trial, name: ProgramName, values: Placeholders = {}): Init<InvokeConfig> {
  const config = (trial.fixtures.programs ?? trial.lacks('programs'))[name] ?? trial.lacks(`programs.${name}`);
  const fill = (argument: string): string =>
    argument.replace(/\{(\w+)\}/g, (placeholder, key: string) => String(values[key] ?? placeholder));
  return { ...config, entrypoint: (config.entrypoint ?? []).map(fill), cmd: (config.cmd ?? []).map(fill) };
}
