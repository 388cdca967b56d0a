import { expect } from 'chai';
import { catalogue } from '../../src/scenarios/catalogue/index.js';
import { FakeBuildKit, toScenario } from '../../src/index.js';
import type { BuildScript } from '../../src/scenarios/model/build-script.js';
import { build, namesIn } from './client.js';
import { container } from './exec.js';

const all = catalogue.map(({ name, scenario }) => ({ name, ...toScenario(scenario) }));
// What lies over a Dockerfile needs a client that has one: the real program plays those.
const builds = all.flatMap(({ name, builds = [] }) =>
  builds.flatMap((script, index) => (script.dockerfile === undefined ? [{ name, script, index }] : [])),
);
const programs = all.flatMap(({ name, programs = [] }) => programs.map((script, index) => ({ name, script, index })));

/** The names of all barriers in some data: who holds them is the test of the entry, and here they are open. */
function barriersIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]: [string, unknown]) =>
    key === 'barrier' && typeof value === 'string' ? [value] : barriersIn(value),
  );
}

function fails({ error, recorded, vertices = [] }: BuildScript): boolean {
  return error !== undefined || recorded?.error !== undefined || vertices.some((vertex) => vertex.error !== undefined);
}

describe('The catalogue on the fake BuildKit', () => {
  it('has entries with builds, and with programs', () => {
    expect(builds.length).to.be.greaterThan(20);
    expect(programs.length).to.be.greaterThan(5);
  });

  for (const { name, script, index } of builds)
    it(`plays builds[${index}] of ${name}`, async () => {
      const { when: _, ...played } = script;
      await using fake = await FakeBuildKit.start({ scenario: { builds: [played] } });
      for (const barrier of barriersIn(script)) fake.release(barrier);
      const { statuses, response, error } = await build(fake.client(), 'r');
      expect(error !== undefined, String(error)).to.equal(fails(script));
      expect(response !== undefined).to.equal(!fails(script));
      const shown = new Set(namesIn(statuses));
      const hidden = (script.vertices ?? []).filter((vertex) => !shown.has(vertex.name));
      if (!fails(script)) expect(hidden).to.deep.equal([]);
      expect(fake.journal.toText()).to.not.include('defect of the fake');
      fake.assertQuiescent();
    });

  for (const { name, script, index } of programs)
    it(`starts programs[${index}] of ${name}, and ends it`, async () => {
      expect(script.program, 'a name').to.be.a('string');
      await using fake = await FakeBuildKit.start({ scenario: { programs: [script] } });
      for (const barrier of barriersIn(script)) fake.release(barrier);
      const opened = await container(fake.client());
      const { args = [], tty = false } = script.when ?? {};
      await opened.start([script.program as string, ...(args as readonly string[])], { tty });
      const done = opened.untilDone();
      await opened.close();
      const said = await done;
      expect(said[0]?.input?.kind).to.equal('started');
      expect(said.at(-1)?.input?.kind).to.equal('done');
      expect(fake.journal.toText()).to.not.include('defect of the fake');
      fake.assertQuiescent({ sessions: true });
    });
});
