import { expect } from 'chai';
import { checkScenario } from '../../../src/scenarios/schema/check-scenario.js';

const one = (fault: object): object => ({ faults: [{ rpc: 'Status', do: { drop: true }, ...fault }] });

describe('A fault that makes no sense', () => {
  const cases: readonly (readonly [what: string, data: object, path: string, message: string])[] = [
    ['no RPC of that name', one({ rpc: 'Bild' }), 'rpc', '"Bild" is no choice; did you mean Build?'],
    ['an action misspelt', one({ do: { dropp: true } }), 'do.dropp', 'no such key; did you mean drop?'],
    ['nothing to do', one({ do: {} }), 'do', 'give exactly one of the keys status, trailersWithoutStatus, reset,'],
    ['two things to do', one({ do: { drop: true, malformed: true } }), 'do', 'give exactly one of the keys'],
    ['two triggers', one({ at: { open: true, end: true } }), 'at', 'give exactly one of the keys open, message,'],
    ['message 0', one({ at: { message: 0 } }), 'at.message', 'expected a whole number from 1'],
    ['a negative time', one({ at: { after: -1 } }), 'at.after', 'expected milliseconds as a number'],
    ['a chance of 2', one({ chance: 2 }), 'chance', 'expected a number from 0 to 1; got 2'],
    ['0 times', one({ times: 0 }), 'times', 'expected a whole number from 1, or always; got 0'],
    [
      'an unknown status code',
      one({ do: { status: { code: 'ABORT' } } }),
      'do.status.code',
      '"ABORT" is no choice; did you mean ABORTED?',
    ],
    [
      'an unknown code of RST_STREAM',
      one({ do: { reset: 'CANCELLED' } }),
      'do.reset',
      '"CANCELLED" is no choice; did you mean CANCEL?',
    ],
    [
      'a message beyond memory',
      one({ do: { oversize: 1e9 } }),
      'do.oversize',
      'expected a whole number from 1 to 67108864',
    ],
    ['a pattern that does not compile', one({ when: { ref: { pattern: '(' } } }), 'when.ref', ''],
    ['a session for Info', one({ rpc: 'Info', when: { ref: 'r' } }), 'when', 'Info is about no session: leave it out'],
    [
      'the second request of Status',
      one({ at: { message: 2, direction: 'request' } }),
      'at.message',
      'Status has at most one request: give 1',
    ],
    [
      'the second response of Build',
      one({ rpc: 'Build', at: { message: 2 } }),
      'at.message',
      'Build has at most one response: give 1',
    ],
    ['a response of Input', one({ rpc: 'Input' }), 'do.drop', 'Input has no response, ever: give at.direction request'],
    ['a message at the end', one({ at: { end: true } }), 'do.drop', 'there is no message at the end of a call to drop'],
    [
      'dividing what is no stream',
      one({ rpc: 'Build', do: { split: 2 } }),
      'do.split',
      'split needs a stream of responses, and Build has none: choose Status or Invoke',
    ],
    [
      'reordering any RPC',
      one({ rpc: 'any', at: { open: true, direction: 'request' }, do: { reorder: 1 } }),
      'do.reorder',
      'reorder needs a stream of requests, and not every RPC has one: choose Input or Invoke',
    ],
    [
      'an answer to any RPC',
      one({ rpc: 'any', do: { answer: [] } }),
      'do.answer',
      'no message answers any RPC: choose one',
    ],
    [
      'a step after the end of an answer',
      one({ do: { answer: [{ end: { code: 'OK' } }, { wait: 1 }] } }),
      'do.answer[1]',
      'the call has ended before: leave it out',
    ],
    ['one call several times', one({ call: 2, times: 2 }), 'times', 'it strikes in one call only: leave times out'],
    [
      'a restart after a death for good',
      one({ do: { die: { restart: '1s', forGood: true } } }),
      'do.die.restart',
      'a server that is dead for good does not restart: leave one out',
    ],
  ];
  for (const [what, data, path, message] of cases) {
    it(`is refused with its place: ${what}`, () => {
      const [first, ...others] = checkScenario(data);
      expect(others).to.deep.equal([]);
      expect(first?.path).to.equal(`faults[0].${path}`);
      expect(first?.message.slice(0, message.length)).to.equal(message);
    });
  }
});
