import { expect } from 'chai';
import { FakeController, fault } from '../../../src/index.js';
import { ask } from './ask.js';
import { edges, edgesOfNghttp2 } from './edges.js';

const scenarios = {
  'a fake': {},
  'a fake with faults': { faults: [fault('any').does({ delay: '1ms' }), fault('Inspect').resets()] },
};

for (const [whose, scenario] of Object.entries(scenarios)) {
  describe(`At the edges of the protocol, ${whose} answers as grpc-go does:`, () => {
    let fake: FakeController;
    let path: string;

    before(async () => {
      fake = await FakeController.start({ scenario, clock: 'real', unsayable: 'drop' });
      path = (await fake.listen()).replace('unix://', '');
    });
    after(() => fake.stop());

    it('no two edges have one name', () => {
      expect(new Set(edges.map(({ name }) => name)).size).to.equal(edges.length);
    });

    for (const edge of edges) {
      it(edge.name, async () => expect(await ask(path, edge, edge.answer)).to.deep.equal(edge.answer));
    }
    for (const edge of edgesOfNghttp2) {
      it(`${edge.name}: as nghttp2 does, for one`, async () => {
        expect(await ask(path, edge, edge.here)).to.deep.equal(edge.here);
      });
    }
  });
}
