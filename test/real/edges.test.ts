import { expect } from 'chai';
import { ask } from '../transport/edges/ask.js';
import type { Edge, EdgeAnswer } from '../transport/edges/edge.js';
import { edges, edgesOfNghttp2 } from '../transport/edges/edges.js';
import { realController } from './real-controller.js';

describe('At the edges of the protocol, the real controller answers as the fake is held to:', function () {
  this.timeout('60s');
  const real = realController();

  const answerTo = (edge: Edge): Promise<EdgeAnswer> =>
    ask(real.container.address.replace('unix://', ''), edge, edge.answer);

  for (const edge of [...edges, ...edgesOfNghttp2]) {
    it(edge.name, async () => {
      const { later, answer } = edge;
      expect(await answerTo(edge)).to.deep.equal(later === undefined ? answer : { ...answer, message: later });
    });
  }
});
