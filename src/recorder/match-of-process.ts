import type { InvokeConfig } from '../protocol/messages.js';
import type { ProgramScript } from '../scenarios/model/program-script.js';

/** Matches the processes that are started as this one was. */
export function matchOfProcess(config: InvokeConfig): Pick<ProgramScript, 'program' | 'when'> {
  const { entrypoint, cmd, env, tty, user, cwd } = config;
  return {
    // What is started without an entrypoint of its own is the image's.
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
