import { expect } from 'chai';
import { clockSkew } from '../../../src/scenarios/catalogue/entries/clock-skew.js';
import { built } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(clockSkew, {
  naive: {
    it: 'shows negative durations, and logs in the wrong order',
    test: async ({ client }) => {
      const statuses = await built(client, 'r');
      const vertex = statuses.flatMap(({ vertices }) => vertices).at(-1)!;
      expect(vertex.completed!.seconds - vertex.started!.seconds < 0n).to.equal(true);
      const logs = statuses.flatMap((status) => status.logs);
      const sorted = logs.toSorted((a, b) => Number(a.timestamp!.seconds - b.timestamp!.seconds));
      expect(sorted.map(({ message }) => Buffer.from(message).toString())).to.deep.equal(['second\n', 'first\n']);
    },
  },
  careful: {
    it: 'keeps the order of the messages, and clamps durations',
    test: async ({ client }) => {
      const statuses = await built(client, 'r');
      const vertex = statuses.flatMap(({ vertices }) => vertices).at(-1)!;
      const seconds = Math.max(0, Number(vertex.completed!.seconds - vertex.started!.seconds));
      expect(seconds).to.equal(0);
      const logs = statuses.flatMap((status) => status.logs);
      expect(logs.map(({ message }) => Buffer.from(message).toString())).to.deep.equal(['first\n', 'second\n']);
    },
  },
});
