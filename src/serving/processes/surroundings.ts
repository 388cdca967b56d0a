import { behaves } from '../../protocol/behaviour.js';
import type { InvokeConfig } from '../../protocol/messages.js';
import type { Revision } from '../../protocol/revision.js';
import type { ImageScript } from '../../scenarios/model/build-script.js';
import type { ProgramIo } from '../../programs/program.js';
import { StartRefusal, StartFailure } from '../../programs/start-failure.js';
import { programWording } from '../../programs/wording.js';
import { userOf } from '../../programs/user.js';

/** What a process finds when it starts. */
export type Surroundings = Pick<ProgramIo, 'argv' | 'env' | 'user' | 'cwd' | 'files'>;

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * What a process finds: what its client gave, completed from the image (docs/real-controller.md §6).
 * @throws StartRefusal, StartFailure
 */
export function surroundingsOf(
  config: Pick<InvokeConfig, 'env' | 'tty' | 'user' | 'noUser' | 'cwd' | 'noCwd'>,
  image: ImageScript,
  { argv, revision }: { readonly argv: readonly string[]; readonly revision: Revision },
): Surroundings {
  // Later revisions leave it to the runtime to complain of this.
  if (argv.length === 0 && behaves(revision, 'emptyCommandsAreRefused')) throw new StartRefusal(programWording.noArgs);
  const { env, tty } = config;
  const user = userOf((config.noUser ? image.user : config.user) ?? '', image);
  const cwd = ((config.noCwd ? image.cwd : config.cwd) ?? '') || '/';
  if (argv.length === 0) throw new StartFailure('args must not be empty');
  if (!cwd.startsWith('/')) throw new StartFailure('Cwd must be an absolute path');
  const usual = [`PATH=${path}`, ...(tty ? ['TERM=xterm'] : [])];
  return {
    argv,
    env: lastOfEach([`HOME=${homeOf(user.name)}`, ...usual, ...(image.env ?? []), ...env]),
    user,
    cwd,
    files: image.files ?? {},
  };
}

function homeOf(name: string | undefined): string {
  if (name === undefined) return '/';
  return name === 'root' ? '/root' : `/home/${name}`;
}

/** Keeps the last value of each name, at the place where the name came first. */
function lastOfEach(env: readonly string[]): readonly string[] {
  return [...new Map(env.map((variable) => [variable.split('=', 1)[0], variable])).values()];
}
