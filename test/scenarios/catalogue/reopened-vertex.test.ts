import { expect } from 'chai';
import { reopenedVertex } from '../../../src/scenarios/catalogue/entries/reopened-vertex.js';
import { built } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(reopenedVertex, {
  naive: {
    it: 'counts more completions than there are vertices',
    test: async ({ client }) => {
      const vertices = (await built(client, 'r')).flatMap((status) => status.vertices);
      const completions = vertices.filter(({ completed }) => completed !== undefined).length;
      expect(completions).to.be.above(new Set(vertices.map(({ digest }) => digest)).size);
    },
  },
  careful: {
    it: 'keeps the last state of each',
    test: async ({ client }) => {
      const vertices = (await built(client, 'r')).flatMap((status) => status.vertices);
      const last = new Map(vertices.map((vertex) => [vertex.name, vertex]));
      const done = [...last.values()].filter(({ completed }) => completed !== undefined);
      expect(done.map(({ name }) => name)).to.include.members([
        '[1/2] FROM docker.io/library/alpine',
        '[2/2] RUN make',
      ]);
      expect(done).to.have.length(last.size);
    },
  },
});
