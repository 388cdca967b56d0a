import * as fc from 'fast-check';
import type { Init, InvokeConfig } from '../../../protocol/messages.js';
import { example, property, type Requirement } from '../../trial/requirement.js';
import type { Trial } from '../../trial/trial.js';
import { fixtureBuild } from '../fixture-build.js';
import { programConfig } from '../program.js';
import { startProgram } from '../process-stream.js';
import { buildEnding, builtSession } from '../session.js';

/** What a process tells of itself. */
interface Told {
  readonly terminal: string | undefined;
  readonly user: string;
  readonly cwd: string | undefined;
  readonly args: string | undefined;
  readonly env: readonly string[];
}

async function told(trial: Trial, ref: string, config: Init<InvokeConfig> = {}): Promise<Told> {
  const process = await startProgram(trial, ref, 'tells', { values: { text: 'x' }, config });
  const complete = await trial.within('the process to tell of itself', process.says('end'));
  // Waited for, because the container goes with its first process, and nothing can be started in one that goes.
  if (config.tty !== false) await process.ended();
  trial.holds('the process tells all of itself', complete, [process.state, process.text(1), process.text(2)]);
  const [terminal, uid, gid, cwd, args, ...env] = process.text(1).split(/\r?\n/);
  trial.exercised();
  return { terminal, user: `${uid}:${gid}`, cwd, args, env };
}

/** Makes a session with the image that says how its processes run. */
async function configuredSession(trial: Trial): Promise<string> {
  const ref = trial.ref();
  const ending = await buildEnding(trial, ref, fixtureBuild(trial, 'configured'));
  trial.equal('the build of the image', ending.code, 'OK');
  return ref;
}

const word = fc.stringMatching(/^[a-z0-9./_-]{1,12}$/);
const name = fc.stringMatching(/^TESTKIT_[C-Z][A-Z0-9_]{0,10}$/);
const value = fc.stringMatching(/^[ -~]{0,30}$/);
/** A variable that is longer than a line of a terminal. */
const long = `TESTKIT_B=${'long '.repeat(200)}end`;
const needs = ['programs', 'programs.tells'] as const;
const ofImage = [...needs, 'builds.configured'] as const;
const source = 'docs/real-controller.md §6, §13';

export const processSurroundingsRequirements: readonly Requirement[] = [
  {
    id: 'PROC-031',
    title: 'A process runs what Entrypoint and then Cmd name, in order and to the last, whichever of them holds what.',
    level: 'MUST',
    source,
    needs,
    check: property(
      fc.array(word, { minLength: 1, maxLength: 5 }),
      async (trial, words) => {
        const { entrypoint = [], cmd = [] } = programConfig(trial, 'tells', { text: 'x' });
        const command = [...entrypoint, ...cmd, ...words];
        // Split at both ends, so that as much as possible is in Cmd, or in Entrypoint: some servers complete a Cmd that
        // is empty.
        for (const at of [1, command.length - 1]) {
          const config = { entrypoint: command.slice(0, at), cmd: command.slice(at) };
          const { args } = await told(trial, await builtSession(trial), config);
          trial.equal('the arguments', args, ['x', ...words].join(' '));
        }
      },
      { share: 0.15 },
    ),
  },
  {
    id: 'PROC-032',
    title: 'A process has every variable of Env.',
    level: 'MUST',
    source,
    needs,
    check: property(
      fc.uniqueArray(fc.tuple(name, value), { minLength: 1, maxLength: 5, selector: ([key]) => key }),
      async (trial, variables) => {
        const env = [...variables.map(([key, text]) => `${key}=${text}`), long];
        const seen = await told(trial, await builtSession(trial), { env });
        trial.equal('the variables', seen.env.filter((each) => env.includes(each)).toSorted(), env.toSorted());
      },
      { share: 0.15 },
    ),
  },
  {
    id: 'PROC-033',
    title: 'A process runs as the user and the group that User names by number, and as root where it is empty.',
    level: 'MUST',
    source,
    needs,
    check: example(async (trial) => {
      for (const user of ['', '1000:7', '4000000:0', '0:4000000']) {
        const seen = await told(trial, await builtSession(trial), { user });
        trial.equal(`user and group, User ${JSON.stringify(user)}`, seen.user, user === '' ? '0:0' : user);
      }
    }),
  },
  {
    id: 'PROC-034',
    title: 'A process runs in the directory that Cwd names, and in the root where it is empty.',
    level: 'MUST',
    source,
    needs,
    check: example(async (trial) => {
      for (const cwd of ['', '/bin', '/new/directory']) {
        const seen = await told(trial, await builtSession(trial), { cwd });
        trial.equal(`the working directory, Cwd ${JSON.stringify(cwd)}`, seen.cwd, cwd === '' ? '/' : cwd);
      }
    }),
  },
  {
    id: 'PROC-035',
    title: 'The stdin of a process is a terminal if Tty is set, and only then.',
    level: 'MUST',
    source,
    needs,
    check: example(async (trial) => {
      for (const tty of [true, false]) {
        const { terminal } = await told(trial, await builtSession(trial), { tty });
        trial.equal('whether stdin is a terminal', terminal !== 'not a tty', tty);
      }
    }),
  },
  {
    id: 'PROC-036',
    title: "With NoUser a process runs as the image's user, and without as root.",
    level: 'MUST',
    source,
    needs: ofImage,
    check: example(async (trial) => {
      for (const noUser of [true, false]) {
        const seen = await told(trial, await configuredSession(trial), { noUser });
        trial.equal(`user and group, NoUser ${noUser}`, seen.user, noUser ? '1000:7' : '0:0');
      }
    }),
  },
  {
    id: 'PROC-037',
    title: "With NoCwd a process runs in the image's directory, and without in the root.",
    level: 'MUST',
    source,
    needs: ofImage,
    check: example(async (trial) => {
      for (const noCwd of [true, false]) {
        const seen = await told(trial, await configuredSession(trial), { noCwd });
        trial.equal(`the working directory, NoCwd ${noCwd}`, seen.cwd, noCwd ? '/work' : '/');
      }
    }),
  },
  {
    id: 'PROC-038',
    title: "A process has the image's variables, and those of Env over them.",
    level: 'MUST',
    source,
    needs: ofImage,
    check: example(async (trial) => {
      const { env } = await told(trial, await configuredSession(trial), { env: ['TESTKIT_B=own'] });
      const seen = env.filter((each) => /^TESTKIT_[AB]=/.test(each)).toSorted();
      trial.equal("the image's variables", seen, ['TESTKIT_A=image', 'TESTKIT_B=own']);
    }),
  },
  {
    id: 'PROC-039',
    title: "With NoCmd the image's command follows Entrypoint, and without it does not.",
    level: 'MUST',
    source,
    since: '0.12',
    needs: ofImage,
    check: example(async (trial) => {
      const { entrypoint = [], cmd = [] } = programConfig(trial, 'tells', { text: 'x' });
      for (const noCmd of [true, false]) {
        const config = { entrypoint: [...entrypoint, ...cmd], cmd: [], noCmd };
        const { args } = await told(trial, await configuredSession(trial), config);
        trial.equal(`the arguments, NoCmd ${noCmd}`, args, noCmd ? 'x /bin/echo image' : 'x');
      }
    }),
  },
];
