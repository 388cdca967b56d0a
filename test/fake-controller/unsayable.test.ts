import { expect } from 'chai';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import { type Revision, isWithin, revisions } from '../../src/protocol/revision.js';
import { build } from '../../src/scenarios/builders/build.js';
import { fault } from '../../src/scenarios/builders/fault.js';
import { catalogue } from '../../src/scenarios/catalogue/index.js';
import type { BuildMatch } from '../../src/scenarios/model/build-script.js';
import { ScenarioError, type ScenarioProblem } from '../../src/scenarios/scenario-error.js';
import type { ScenarioInput } from '../../src/scenarios/to-scenario.js';

/** What only some revisions can say of a build, and the first and the last of them. */
const asked: readonly (readonly [string, BuildMatch, Revision, Revision?])[] = [
  ['metadataFile', { metadataFile: 'm.json' }, '2023-04', '2023-04'],
  ['sourcePolicy', { sourcePolicy: { version: 1 } }, '0.11'],
  ['ref', { ref: { glob: '*' } }, '2023-04'],
  ['ref', { ref: 'b1' }, '0.12'],
  ['groupRef', { groupRef: { pattern: '.' } }, '0.12'],
  ['annotations', { annotations: ['a=b'] }, '0.12'],
  ['callFunc.ignoreStatus', { callFunc: { name: 'outline', ignoreStatus: true } }, '0.14'],
  ['withProvenanceResponse', { withProvenanceResponse: true }, '0.14', '0.14'],
  ['provenanceResponseMode', { provenanceResponseMode: 'max' }, '0.16'],
  ['withProvenanceResponse', { withProvenanceResponse: false, annotations: { exactly: [] } }, '2023-04'],
];

const newest = revisions.at(-1)!;

async function problemsOf(scenario: ScenarioInput, revision: Revision): Promise<readonly ScenarioProblem[]> {
  try {
    await using _ = await FakeController.start({ scenario, revision });
    return [];
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
}

describe('What no client of a revision can say', () => {
  for (const [path, when, since, last = newest] of asked) {
    it(`is refused with where it stands and who has it: ${JSON.stringify(when)}`, async () => {
      const scenario = { builds: [build(), build().when(when)] };
      const where = since === last ? `only revision ${since} has it` : `revision ${since} is the first that has it`;
      for (const revision of revisions) {
        const problems = await problemsOf(scenario, revision);
        if (isWithin({ since, until: last }, revision)) {
          expect(problems, revision).to.deep.equal([]);
          continue;
        }
        expect(problems, revision).to.have.length(1);
        expect(problems[0]?.path).to.equal(`builds[1].when.${path}`);
        expect(problems[0]?.message).to.contain(`no client of revision ${revision} can say that: ${where}`);
      }
    });
  }

  it('is a fault in an RPC that the revision lacks', async () => {
    const scenario = { faults: [fault('Info').fails('ABORTED'), fault('Inspect').fails('ABORTED')] };
    const [problem, ...others] = await problemsOf(scenario, '2023-04');
    expect(others).to.deep.equal([]);
    expect(problem?.path).to.equal('faults[1].rpc');
    expect(problem?.message).to.contain('revision 0.11 is the first that has it');
    expect(await problemsOf(scenario, '0.11')).to.deep.equal([]);
  });

  it('is refused by use and by replace, too, and nothing has changed then', async () => {
    await using fake = await FakeController.start({ revision: '0.11', scenario: { builds: [build().fails('first')] } });
    const scenario = { builds: [build().when({ annotations: ['a=b'] })] };
    expect(() => fake.use(scenario)).to.throw(ScenarioError, 'builds[0].when.annotations');
    expect(() => fake.replace([scenario])).to.throw(ScenarioError, "start the fake with revision: '0.12'");
    const failure = await fake
      .client()
      .build({ contextPath: '.' })
      .catch((error: unknown) => error);
    expect(failure).to.have.property('rpcMessage', 'first');
  });

  it('is dropped when that is asked for, and the rest is played', async () => {
    const when = { target: 'test', annotations: ['a=b'], callFunc: { name: 'outline', ignoreStatus: true } };
    const scenario = {
      builds: [build().when(when).fails('matched'), build()],
      faults: [fault('Inspect').fails('ABORTED'), fault('List').fails('ABORTED', 'struck')],
    };
    await using fake = await FakeController.start({ revision: '2023-04', unsayable: 'drop', scenario });
    const client = fake.client();
    const refused = await client.rpc.list().catch((error: unknown) => error);
    expect(refused).to.have.property('rpcMessage', 'struck');
    const failing = client.build({ contextPath: '.', target: 'test', callFunc: { name: 'outline' } });
    expect(await failing.catch((error: unknown) => error)).to.have.property('rpcMessage', 'failed to solve: matched');
    await client.build({ contextPath: '.', target: 'test' });
    fake.assertQuiescent();
  });

  it('may be asked for by scripts that others stand beside: those of a scenario with a fallback', async () => {
    const unmet = build()
      .when({ annotations: ['a=b'] })
      .fails('for others');
    for (const unsayable of ['error', 'drop'] as const) {
      const scenario = { builds: [unmet], fallback: true };
      await using fake = await FakeController.start({ revision: '2023-04', unsayable, scenario });
      await fake.client().build({ contextPath: '.' });
    }
  });

  it('is nothing of the catalogue, in any revision that has the case', async () => {
    let played = 0;
    for (const revision of revisions) {
      await using fake = await FakeController.start({ revision });
      for (const { scenario } of catalogue.filter(
        (entry) => entry.server !== 'buildkit' && isWithin(entry, revision),
      )) {
        fake.replace([scenario]);
        played += 1;
      }
    }
    expect(played).to.be.above(200);
  });
});
