import { expect } from 'chai';
import { build, FakeController, vertex } from '../../../src/index.js';
import type { StatusResponse, Vertex } from '../../../src/protocol/messages.js';
import type { ScenarioInput } from '../../../src/scenarios/to-scenario.js';

describe('The graph of a build', () => {
  const scenarios: Record<string, ScenarioInput> = {
    scripted: { builds: [build().add(vertex('[1/2] FROM x'), vertex('[2/2] RUN make'))] },
    recorded: {
      builds: [
        {
          recorded: {
            messages: [
              { at: 0, vertices: [{ digest: 'd1' }, { digest: 'd2', name: '[2/2] RUN make', inputs: ['d1'] }] },
            ],
            takes: 0,
          },
        },
      ],
    },
  };

  /** The vertex with an input, as a build of a fake of its own sent it. */
  async function sent(scenario: ScenarioInput): Promise<Vertex> {
    await using fake = await FakeController.start({ scenario });
    await fake.client().build({ contextPath: '.' });
    return fake.journal
      .filter({ rpc: 'Status', kind: 'response' })
      .flatMap(({ message }) => (message as StatusResponse).vertices)
      .find(({ name }) => name === '[2/2] RUN make')!;
  }

  for (const [kind, scenario] of Object.entries(scenarios)) {
    it(`${kind}, cannot be changed by what one fake sent, for all fakes with that scenario share it`, async () => {
      const { inputs } = await sent(scenario);
      expect(inputs).to.have.length(1);
      const before = [...inputs];
      expect(() => (inputs as string[]).push('another')).to.throw(TypeError);
      expect((await sent(scenario)).inputs).to.deep.equal(before);
    });
  }
});
