import type { InvokeConfig } from '../protocol/messages.js';
import type { ProgramScript } from '../scenarios/model/program-script.js';

/** Makes a match of the processes that are started as this one was. */
export function matchOfProcess(config: InvokeConfig): Pick<ProgramScript, 'program' | 'when'> {
  const { entrypoint, cmd, env, tty, user, cwd } = config;
  return {
    // A process without an entrypoint of its own runs the image's, which is not known.
    program: entrypoint[0] ?? { glob: '*' },
    when: {
      entrypoint: { exactly: entrypoint },
      cmd: { exactly: cmd },
      env: { exactly: env },
      tty,
      user,
      cwd,
    },
  };
}
