import { existsSync } from 'node:fs';
import { join } from 'node:path/posix';
import { expect } from 'chai';
import { confined, rooms, type Room } from './rooms.js';
import { circlesOf, isWithin, type Source, sources, specifiersOf, targetOf } from './source.js';

const table = 'the table in test/architecture/rooms.ts';

function roomOf(path: string): Room | undefined {
  return rooms.filter((room) => isWithin(path, room.path)).toSorted((a, b) => b.path.length - a.path.length)[0];
}

function complaintsAbout(source: Source): readonly string[] {
  const { path, text } = source;
  const room = roomOf(path);
  if (room === undefined) return [`src/${path} is in no room: give its folder a row in ${table}`];
  return specifiersOf(text).flatMap((specifier) => {
    if (specifier.includes('${'))
      return [`src/${path} imports ${specifier}, a name that nobody can read: write it out`];
    if (!specifier.startsWith('.')) {
      const home = Object.entries(confined).find(([name]) => isWithin(specifier, name))?.[1];
      if (home === undefined || home.some((part) => isWithin(path, part))) return [];
      return [`src/${path} imports ${specifier}, which only ${home.map((part) => `src/${part}`).join(', ')} may`];
    }
    const target = roomOf(targetOf(source, specifier));
    if (target === room || (target !== undefined && room.knows.includes(target.path))) return [];
    const list = room.knows.length === 0 ? 'no other room' : `only ${room.knows.join(', ')}`;
    return [`src/${path} imports ${specifier}: ${room.path} may import ${list}`];
  });
}

/** What is wrong with the table itself. */
function complaintsAboutTable(table: readonly Room[], all: readonly Source[]): readonly string[] {
  return table.flatMap(({ path, knows }, at) => {
    const before = table.slice(0, at).map((room) => room.path);
    const used = new Set(
      all
        .filter((source) => roomOf(source.path)?.path === path)
        .flatMap((source) =>
          specifiersOf(source.text).flatMap((specifier) =>
            specifier.startsWith('.') ? [roomOf(targetOf(source, specifier))?.path] : [],
          ),
        ),
    );
    return [
      ...(existsSync(join('src', path)) ? [] : [`src/${path} does not exist: take out its row`]),
      ...knows
        .filter((known) => !before.includes(known))
        .map((known) => `${path} knows ${known}, which is not above it`),
      ...knows
        .filter((known) => !used.has(known))
        .map((known) => `${path} may import ${known}, and does not: take it out`),
    ];
  });
}

describe('the rooms of src/', () => {
  it('import only what they may', () => {
    const all = sources();
    expect(all).to.not.be.empty;
    expect(all.flatMap(complaintsAbout).join('\n')).to.equal('');
  });

  it('are those of the table, which lists no more than is needed and goes one way', () => {
    expect(complaintsAboutTable(rooms, sources()).join('\n')).to.equal('');
  });

  it('have no files that import each other in a circle, types among it', () => {
    expect(circlesOf(sources()).map((circle) => circle.join(' '))).to.deep.equal([]);
  });

  const wrong: readonly (readonly [path: string, text: string, complaint: string])[] = [
    [
      'conformance/requirements/build.ts',
      "import { FakeController } from '../../fake-controller/fake-controller.js';",
      'src/conformance/requirements/build.ts imports ../../fake-controller/fake-controller.js: conformance/requirements may import only time, protocol, client, conformance/engine, conformance/fixtures, conformance/trial, conformance/model, conformance/arbitraries',
    ],
    [
      'conformance/engine/run/suite.ts',
      "import type { Trial } from '../../trial/trial.js';",
      'src/conformance/engine/run/suite.ts imports ../../trial/trial.js: conformance/engine may import only options, words, time, protocol, journal',
    ],
    [
      'playback/barriers.ts',
      "import type { Session } from '../fake-controller/sessions/session.js';",
      'src/playback/barriers.ts imports ../fake-controller/sessions/session.js: playback may import only words, time, protocol, client, transport, scenarios, journal',
    ],
    [
      'programs/program.ts',
      "import { Barriers } from '../playback/barriers.js';",
      'src/programs/program.ts imports ../playback/barriers.js: programs may import only words, time, scenarios',
    ],
    [
      'fake-controller/life.ts',
      "import { mutants } from '../mutants/index.js';",
      'src/fake-controller/life.ts imports ../mutants/index.js: fake-controller may import only options, words, time, protocol, client, transport, scenarios, journal, programs, playback, serving',
    ],
    [
      'protocol/codec.ts',
      "export * from '../time/clock.js';",
      'src/protocol/codec.ts imports ../time/clock.js: protocol may import no other room',
    ],
    [
      'time/clock.ts',
      "const { FakeController } = require('../fake-controller/fake-controller.js');",
      'src/time/clock.ts imports ../fake-controller/fake-controller.js: time may import no other room',
    ],
    [
      'time/clock.ts',
      "createRequire(import.meta.url)('../client/call.js');",
      'src/time/clock.ts imports ../client/call.js: time may import no other room',
    ],
    [
      'time/clock.ts',
      'await import(`../client/call.js`);',
      'src/time/clock.ts imports ../client/call.js: time may import no other room',
    ],
    [
      'time/clock.ts',
      'await import(`../client/${name}.js`);',
      'src/time/clock.ts imports ../client/${name}.js, a name that nobody can read: write it out',
    ],
    [
      'conformance/engine/run/run.ts',
      "await import('testcontainers');",
      'src/conformance/engine/run/run.ts imports testcontainers, which only src/conformance/targets/container may',
    ],
    [
      'scenarios/format/yaml.ts',
      "requirePackage('@grpc/grpc-js')",
      'src/scenarios/format/yaml.ts imports @grpc/grpc-js, which only src/client, src/transport may',
    ],
    ['misc/x.ts', '', `src/misc/x.ts is in no room: give its folder a row in ${table}`],
  ];
  for (const [path, text, complaint] of wrong) {
    it(`are complained about: ${complaint}`, () => {
      expect(complaintsAbout({ path, text })).to.deep.equal([complaint]);
    });
  }

  it('may import what the table allows, and examples in comments are no imports', () => {
    const text = "/**\n * import { exit } from '../cli/main.js';\n */\nimport { a } from './a.js';\n";
    expect(complaintsAbout({ path: 'time/clock.ts', text })).to.deep.equal([]);
    const target = "import { FakeController } from '../../fake-controller/fake-controller.js';";
    expect(complaintsAbout({ path: 'conformance/targets/fake.ts', text: target })).to.deep.equal([]);
  });

  it('are complained about when the table names what is not there, runs back up, or allows what nobody does', () => {
    const room = (path: string, knows: readonly string[] = []): Room => ({ path, holds: '', knows });
    const made = [room('attic'), room('words', ['time']), room('time'), room('client', ['words'])];
    const all = [{ path: 'client/a.ts', text: '' }];
    expect(complaintsAboutTable(made, all)).to.deep.equal([
      'src/attic does not exist: take out its row',
      'words knows time, which is not above it',
      'words may import time, and does not: take it out',
      'client may import words, and does not: take it out',
    ]);
  });

  it('are complained about when files import each other, if only types', () => {
    const all = [
      { path: 'time/clock.ts', text: "import type { B } from './random.js';" },
      { path: 'time/random.ts', text: "import { C } from './sleep.js';" },
      { path: 'time/sleep.ts', text: "export * from './clock.js';" },
      { path: 'time/now.ts', text: "import { A } from './clock.js';" },
    ];
    expect(circlesOf(all)).to.deep.equal([['time/clock.ts', 'time/random.ts', 'time/sleep.ts']]);
  });
});
