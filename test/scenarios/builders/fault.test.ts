import { expect } from 'chai';
import { fault, ScenarioError, toScenario, type FaultScript } from '../../../src/scenarios/index.js';

describe('fault', () => {
  const cases: readonly (readonly [written: ReturnType<typeof fault>, data: FaultScript])[] = [
    [fault('Info').fails('UNAVAILABLE'), { rpc: 'Info', do: { status: { code: 'UNAVAILABLE', message: '' } } }],
    [
      fault('Status').named('n').of(/^r/).atResponse(3).times(2).resets('CANCEL'),
      {
        rpc: 'Status',
        name: 'n',
        when: { ref: { pattern: '^r' } },
        at: { message: 3 },
        times: 2,
        do: { reset: 'CANCEL' },
      },
    ],
    [
      fault('Invoke').atRequest(2).always().does({ split: 2 }),
      { rpc: 'Invoke', at: { message: 2, direction: 'request' }, times: 'always', do: { split: 2 } },
    ],
    [
      fault('any').after('1s').chance(0.5).dropsConnection(),
      { rpc: 'any', at: { after: '1s' }, chance: 0.5, do: { dropConnection: true } },
    ],
    [fault('Build').atEnd().stalls(), { rpc: 'Build', at: { end: true }, do: { stall: 'response' } }],
    [fault('Build').delays('3s'), { rpc: 'Build', do: { delay: '3s' } }],
    [
      fault('List')
        .inCall(3)
        .answers({ wait: '1s' }, { end: { code: 'OK' } }),
      { rpc: 'List', call: 3, do: { answer: [{ wait: '1s' }, { end: { code: 'OK' } }] } },
    ],
    [fault('List').dies({ forGood: true }), { rpc: 'List', do: { die: { forGood: true } } }],
  ];
  for (const [written, data] of cases) {
    it(`makes ${JSON.stringify(data)}`, () => {
      expect(toScenario({ faults: [written] })).to.deep.equal({ faults: [data] });
    });
  }

  it('gives a new builder at every step', () => {
    const plain = fault('Info').fails('ABORTED');
    plain.times(2).does({ drop: true });
    expect(plain.toJSON()).to.deep.equal({ rpc: 'Info', do: { status: { code: 'ABORTED', message: '' } } });
  });

  it('that was not told what it does is refused', () => {
    expect(() => toScenario({ faults: [fault('Info').always()] })).to.throw(
      ScenarioError,
      'does nothing: call does(…)',
    );
  });
});
