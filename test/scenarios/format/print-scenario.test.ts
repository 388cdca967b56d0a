import { expect } from 'chai';
import fc from 'fast-check';
import { parseScenario, printScenario, toScenario } from '../../../src/scenarios/index.js';
import { scenario } from '../arbitraries.js';

describe('printScenario', () => {
  for (const format of ['yaml', 'json'] as const) {
    it(`prints ${format} that parseScenario reads back without loss`, () => {
      fc.assert(
        fc.property(scenario, (value) => {
          expect(parseScenario(printScenario(value, format), { format })).to.deep.equal(value);
        }),
        { numRuns: 60 },
      );
    });
  }

  it('prints YAML that people can read: logs as blocks, long lines unbroken, nothing by reference', () => {
    const logs = [{ text: 'cc main.c\nld main\n' }];
    const error = `exit ${'x '.repeat(100)}end`;
    const text = printScenario({
      builds: [
        {
          vertices: [
            { name: '[1/1] RUN make', logs, error },
            { name: 'b', logs },
          ],
        },
      ],
    });
    expect(text).to.equal(
      [
        'builds:',
        '  - vertices:',
        '      - name: "[1/1] RUN make"',
        '        logs:',
        '          - text: |',
        '              cc main.c',
        '              ld main',
        `        error: ${error}`,
        '      - name: b',
        '        logs:',
        '          - text: |',
        '              cc main.c',
        '              ld main',
        '',
      ].join('\n'),
    );
  });
});

describe('toScenario', () => {
  it('takes every scenario that can be played as it is, and shares nothing with it', () => {
    fc.assert(
      fc.property(scenario, (value) => {
        const made = toScenario(value);
        expect(made).to.deep.equal(value);
        if (value.builds !== undefined) expect(made.builds).to.not.equal(value.builds);
      }),
    );
  });
});
