import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { htmlReport } from '../../../../src/conformance/report/html.js';
import type { Counterexample } from '../../../../src/conformance/engine/report.js';
import { reportOf } from '../../engine/report-of.js';
import { journalOf, times } from '../../../pages/diagram/journals.js';

const counterexample: Counterexample = {
  seed: 42,
  path: '3:0:1',
  value: null,
  what: 'Disconnect',
  expected: 'OK',
  seen: 'UNKNOWN',
  steps: [],
  journal: [],
};
const violated = { verdict: 'violated', counterexample } as const;
const hostile = `</script></style><script>alert(1)</script><img src=x onerror=alert(1)>" onfocus='alert(1)' &lt;`;

describe('the HTML report', () => {
  it('lets in its own style and script, and nothing else', () => {
    const html = htmlReport(reportOf([{}]));
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    const hashOf = (element: string): string => {
      const [, text] = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(html) ?? [];
      return `'sha256-${createHash('sha256').update(text!).digest('base64')}'`;
    };
    expect(policy?.split('; ')).to.deep.equal([
      "default-src 'none'",
      `style-src ${hashOf('style')}`,
      `script-src ${hashOf('script')}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(html).not.to.match(/ style=| on\w+=|<(?:img|iframe|object|embed|base|form)\b/);
  });

  it('escapes what came from elsewhere, wherever it stands', () => {
    const entry = { message: { ref: hostile, [hostile]: 1 }, rpc: hostile, reason: hostile, bytes: btoa('<b>') };
    const page = (text: string): string =>
      htmlReport(
        reportOf(
          [
            {
              ...violated,
              reason: text,
              title: text,
              source: text,
              counterexample: {
                ...counterexample,
                value: text,
                what: text,
                expected: text,
                seen: text,
                steps: [text],
                schedule: [text],
                journal: journalOf(
                  { kind: 'request', ...entry, ...(text === '' ? { message: {}, rpc: '', reason: '' } : {}) },
                  {
                    kind: 'status',
                    rpc: text,
                    status: { code: 2, message: text, details: [{ typeUrl: text, base64: '' }] },
                  },
                ),
              },
            },
          ],
          {
            target: { kind: 'address', address: text, info: { package: text, version: text, revision: text } },
            endedEarly: { cause: 'interrupted', reason: text },
          },
        ),
        { command: text },
      );
    const tags = (html: string): number => [...html.matchAll(/<(?:script|img|\/style)/g)].length;
    expect(page(hostile)).to.contain('&lt;script>alert(1)');
    expect(tags(page(hostile))).to.equal(tags(page('')));
    expect(page(hostile)).not.to.match(/<[^>]* onfocus/);
  });

  it('shows no character that cannot be seen', () => {
    const html = htmlReport(reportOf([{ verdict: 'observed', reason: 'a\u202eb\u0000c' }]));
    expect(html).to.contain('a\\u202eb\\u0000c');
    expect(html).not.to.contain('\u0000').and.not.to.contain('\u202e');
  });

  it('says what replays a counterexample', () => {
    const html = htmlReport(reportOf([violated]), { command: 'buildx-testkit conformance --mutant list-late' });
    expect(html).to.contain('buildx-testkit conformance --mutant list-late --only TEST-001 --seed 42 --path 3:0:1<');
  });

  it('makes up the command from the target when it is not told', () => {
    expect(htmlReport(reportOf([violated]))).to.contain('buildx-testkit conformance --target stub --only TEST-001');
  });

  it('leaves out the middle of what no browser could show, and says so', () => {
    const journal = journalOf(...times(9000, { kind: 'response', message: { refs: ['a'] } }));
    const html = htmlReport(reportOf([{ ...violated, counterexample: { ...counterexample, journal } }]));
    expect(html).to.contain('3000 events are left out here; the JSON report has all.');
  });

  for (const [requirements, word] of [
    [[{}], 'Passed'],
    [[violated], 'Failed'],
    [[{ ...violated, level: 'SHOULD' }], 'Passed'],
    [[{ verdict: 'not-exercised' }], 'Too little was exercised'],
    [[{ verdict: 'error' }], 'Broken'],
    [[], 'Too little was exercised'],
  ] as const) {
    it(`is called '${word}' for ${JSON.stringify(requirements.map(({ verdict, level }: { verdict?: string; level?: string }) => `${level ?? ''} ${verdict ?? 'pass'}`.trim()))}`, () => {
      expect(htmlReport(reportOf(requirements))).to.contain(`<title>${word}: conformance of stub</title>`);
    });
  }
});
