import { inspect } from 'node:util';
import { expect } from 'chai';
import {
  checkDeterminism,
  ControllerClient,
  dockerfile,
  FakeBuildKit,
  FakeController,
  findBuildx,
  parseScenario,
  pull,
  withBuildx,
} from 'buildx-testkit';
import { addressTarget, diagramOf, openTarget, runConformance } from 'buildx-testkit/conformance';
import { BuildxControllerContainer } from 'buildx-testkit/container';
import { entries, exportedErrors } from './entries.js';

/** What somebody may give by mistake: nothing, something else, too little, a misspelt option. */
const mistakes: readonly (readonly unknown[])[] = [
  [],
  [null],
  [5],
  ['nonsense'],
  [{ nonsense: 1 }],
  [[]],
  [() => undefined],
  ['nonsense', { nonsense: 1 }],
  ['nonsense', null],
  [{}, { nonsense: 1 }],
  [{}, 5],
];

/** Exports that are not called here, each with the reason. */
const passedOver: Readonly<Record<string, string>> = {
  'FakeController.startWith': 'is internal',
  'Terminal.start': 'is internal',
  findEngine: 'takes nothing, and asks the engine',
  describeConformance: 'defines tests',
  writeCounterexamples: 'writes files; its own tests hold what it refuses',
};

/** Entry points whose functions fail as assertions do, for the runners that show those. */
const ofAssertions: readonly string[] = ['./testing'];

type AnyFunction = (...args: readonly unknown[]) => unknown;

/** Every function that is exported, and every static method of a class. */
function functionsOf(
  entry: Readonly<Record<string, unknown>>,
): readonly (readonly [name: string, call: AnyFunction])[] {
  return Object.entries(entry).flatMap(([name, value]): (readonly [string, AnyFunction])[] => {
    if (typeof value !== 'function') return [];
    if (!/^class\b/.test(Function.prototype.toString.call(value))) return [[name, value as AnyFunction]];
    return Object.getOwnPropertyNames(value)
      .filter((key) => typeof Reflect.get(value, key) === 'function')
      .map((key) => [`${name}.${key}`, (...args) => (Reflect.get(value, key) as AnyFunction).apply(value, [...args])]);
  });
}

/** What is thrown, or rejected with; what is started is ended again. */
async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    const made = await call();
    if (typeof made === 'object' && made !== null && Symbol.asyncDispose in made)
      await (made as AsyncDisposable)[Symbol.asyncDispose]();
    return undefined;
  } catch (error) {
    return error;
  }
}

function isTold(error: unknown): boolean {
  if (!(error instanceof Error) || !exportedErrors.has(error.constructor as never)) return false;
  return 'code' in error && error.code !== undefined && /\w+ \w+/.test(error.message);
}

describe('Wrong arguments', () => {
  for (const [entry, exports] of Object.entries(entries)) {
    for (const [name, call] of functionsOf(exports)) {
      if (ofAssertions.includes(entry) || Object.hasOwn(passedOver, name)) continue;
      it(`are refused in words, or taken, by ${name} of ${entry}`, async () => {
        for (const args of mistakes) {
          const error = await thrownBy(() => call(...args));
          if (error !== undefined && !isTold(error))
            expect.fail(`${name}(${args.map((arg) => inspect(arg)).join(', ')}) throws ${inspect(error)}`);
        }
      });
    }
  }
});

describe('Options that there are not', () => {
  const options = (value: object): never => value as never;
  let fake: FakeController;

  before(async () => {
    fake = await FakeController.start();
  });

  after(() => fake.stop());

  const cases: readonly (readonly [where: string, call: () => unknown, text: string])[] = [
    [
      'FakeController.start',
      () => FakeController.start(options({ clok: 'auto' })),
      'no option "clok" (did you mean clock?); there are scenario, seed,',
    ],
    [
      'FakeController.start',
      () => FakeController.start(options({ clock: 'virtual' })),
      "bad clock 'virtual' (did you mean auto?): give auto, manual or real",
    ],
    [
      'FakeController.start',
      () => FakeController.start(options({ schedule: 'random' })),
      "bad schedule 'random' (did you mean seeded?): give arrival, seeded or a scheduler",
    ],
    ['FakeController.start', () => FakeController.start(options({ seed: 'x' })), "bad seed 'x': give a whole number"],
    [
      'FakeController.start',
      () => FakeController.start(options({ races: 'seedd' })),
      "bad races 'seedd' (did you mean seeded?): give usual or seeded",
    ],
    [
      'FakeController.start',
      () => FakeController.start(options({ onStuck: true })),
      'bad onStuck true: give warn, error or ignore',
    ],
    [
      'FakeController.start',
      () => FakeController.start(options({ onUnhandledRequest: 'bypass' })),
      "bad onUnhandledRequest 'bypass' (did you mean builtin?)",
    ],
    ['FakeController.start', () => FakeController.start(options({ warn: 'no' })), "bad warn 'no': give a function"],
    [
      'FakeController.start',
      () => FakeController.start(options({ epoch: '2024' })),
      "bad epoch '2024': give a Date, or milliseconds since the Unix epoch",
    ],
    [
      'FakeController.start',
      () => FakeController.start(options({ info: { versio: '1' } })),
      'no option "info.versio" (did you mean version?)',
    ],
    [
      'FakeController.start',
      () => FakeController.start(options({ journal: { entry: 4 } })),
      'journal.entry: no such bound',
    ],
    [
      'FakeBuildKit.start',
      () => FakeBuildKit.start(options({ quirks: 'none' })),
      'no option "quirks"; there are scenario, seed,',
    ],
    [
      'FakeBuildKit.start',
      () => FakeBuildKit.start(options({ platforms: 'linux/arm64' })),
      "bad platforms 'linux/arm64': give a list of platforms",
    ],
    [
      'FakeBuildKit.start',
      () => FakeBuildKit.start(options({ platforms: ['arm64'] })),
      "bad platforms[0] 'arm64': give a platform such as linux/arm64",
    ],
    ['fake.client', () => fake.client(options({ observe: () => {} })), 'no option "observe" (did you mean observer?)'],
    [
      'fake.assertQuiescent',
      () => fake.assertQuiescent(options({ session: true })),
      'no option "session" (did you mean sessions?)',
    ],
    ['fake.requests', () => fake.requests(options(['Build'])), 'there is no RPC ["Build"]'],
    [
      'client.build',
      () => fake.client().build(options({ contextPth: '.' })),
      'no option "contextPth" (did you mean contextPath?)',
    ],
    [
      'client.build',
      () => fake.client().build({ contextPath: '.' }, options({ onstatus: () => {} })),
      'no option "onstatus" (did you mean onStatus?)',
    ],
    [
      'ControllerClient.connect',
      () => ControllerClient.connect('127.0.0.1:1', options({ revison: '0.12' })),
      'no option "revison" (did you mean revision?)',
    ],
    [
      'checkDeterminism',
      () => checkDeterminism(async () => {}, options({ runs: 0 })),
      'bad runs 0: give a whole number of 1 or more',
    ],
    ['withBuildx', () => withBuildx(options({})), 'bad fake {}: give a FakeBuildKit or a FakeController'],
    [
      'withBuildx',
      () => withBuildx(fake, options({ programme: 'x' })),
      'no option "programme" (did you mean program?)',
    ],
    [
      'findBuildx',
      () => findBuildx(options({ path: 'x' })),
      'no option "path"; there are program, env, pluginDirectories',
    ],
    ['parseScenario', () => parseScenario('{}', options({ format: 'yml' })), "bad format 'yml' (did you mean yaml?)"],
    ['pull', () => pull('alpine', options({ layer: [1] })), 'no option "layer" (did you mean layers?)'],
    ['dockerfile', () => dockerfile(['FROM alpine'], options({ fails: { exit: 1 } })), 'no option "fails.exit"'],
    ['diagramOf', () => diagramOf([], options({ width: 80 })), 'no option "width"; there are columns'],
    [
      'new BuildxControllerContainer',
      () => new BuildxControllerContainer(options({ transport: 'socket' })),
      "bad transport 'socket': give auto, bind or relay",
    ],
  ];
  for (const [where, call, text] of cases) {
    it(`are refused by ${where}: ${text}`, async () => {
      const error = await thrownBy(call);
      expect(error, inspect(error)).to.include({ name: 'ArgumentError', code: 'BAD_ARGUMENT', where });
      expect((error as Error).message).to.include(`${where}: ${text}`);
    });
  }

  it('are refused by the suite, as bad configuration', async () => {
    const target = await openTarget('fake');
    for (const call of [
      () => runConformance(target, options({ run: 1 })),
      () => runConformance(options({})),
      () => openTarget('fake', options({ quirk: 'none' })),
      () => addressTarget('127.0.0.1:1', options({ fixture: {} })),
    ]) {
      expect(await thrownBy(call)).to.include({ name: 'ConfigurationError', code: 'CONFIGURATION' });
    }
    await target.close();
  });

  it('are given where they are undefined, which is as if they were not', async () => {
    await using other = await FakeController.start(options({ clock: undefined, seed: undefined, journal: undefined }));
    expect(other.clock.mode).to.equal('auto');
  });
});
