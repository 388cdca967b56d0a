import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Difference } from '../../../src/certificate/comparing/compare.js';
import { explain, explanationsOf } from '../../../src/certificate/explanations/explain.js';

const about = { command: 'Build of session 0 that succeeds', cancelled: false, built: 'OK' };
const ofProgress = (name: string, fake?: string, real?: string, more = {}): Difference => ({
  of: '0 Build 1 progress',
  rpc: 'Status',
  name,
  fake,
  real,
  about: { ...about, ...more },
});
const ofCall = (rpc: Difference['rpc'], name: string, fake?: string, real?: string): Difference => ({
  of: `0 ${rpc} 1`,
  rpc,
  name,
  fake,
  real,
  about,
});
const failed = { built: 'UNKNOWN no' };
const step = 'vertex [1/1] RUN make';

describe('what explains a difference', () => {
  const cases: readonly (readonly [what: string, Difference, id: string | undefined])[] = [
    ['a step from the cache', ofProgress(step, 'completed', 'completed, cached'), 'cache-contents'],
    ['a step that fails from the cache', ofProgress(step, 'completed', 'completed, cached, error no'), undefined],
    ['another order', ofProgress('order of announcements', '["a","b"]', '["b","a"]'), 'order-of-announcements'],
    ['a vertex too many', ofProgress('order of announcements', '["a"]', '["a","b"]'), undefined],
    ['inputs of another session', ofProgress('inputs of a', '["b"]', '["unknown vertex"]'), 'shared-vertices'],
    ['inputs that the fake does not know', ofProgress('inputs of a', '["unknown vertex"]', '["b"]'), undefined],
    ['a vertex that ran elsewhere', ofProgress(step, 'completed, cached', 'announced'), 'shared-vertices'],
    ['a vertex that the fake never starts', ofProgress(step, 'announced', 'completed'), undefined],
    ['an end that was dropped', ofProgress(step, 'completed, error no', 'started', failed), 'late-progress-dropped'],
    ['an end that a good build has not', ofProgress(step, 'completed', 'started'), undefined],
    ['a log that differs', ofProgress('log 1 of a', 'x', 'y', failed), undefined],
    ['what a lost Status took', ofProgress(step, 'completed', undefined, { abandoned: true }), 'stolen-message'],
    ['another log after a lost Status', ofProgress('log 1 of a', 'x', 'y', { abandoned: true }), undefined],
    ['a status left open', ofProgress('status a of b', 'x, completed', 'x, open'), 'status-never-completed'],
    ['a status that the fake leaves open', ofProgress('status a of b', 'x, open', 'x, completed'), undefined],
    [
      'the other spelling',
      ofCall('Invoke', 'end', 'UNKNOWN failed to initialize IO server: no', 'UNKNOWN no'),
      'init-error-spelling',
    ],
    ['another error', ofCall('Invoke', 'end', 'UNKNOWN failed to initialize IO server: no', 'UNKNOWN yes'), undefined],
    [
      'another near word',
      ofCall('Build', 'end', 'CO (did you mean CMD?)', 'CO (did you mean COPY?)'),
      'nearest-instruction',
    ],
    ['a reply of DisconnectProcess', ofCall('DisconnectProcess', 'reply', undefined, 'nothing'), 'grpc-of-the-build'],
    ['a reply of Disconnect', ofCall('Disconnect', 'reply', undefined, 'nothing'), undefined],
    ['an end that never comes', ofCall('Status', 'end', 'OK', 'open'), undefined],
    ['a list', ofCall('List', 'reply', '["<session 0>"]', 'nothing'), undefined],
  ];
  for (const [what, difference, id] of cases) {
    it(`of ${what}: ${id ?? 'nothing'}`, () => {
      expect(explain(difference, '0.12')?.id).to.equal(id);
    });
  }

  it('depends on the revision: the base drops no progress, and newer ones answer OK', () => {
    expect(explain(ofProgress(step, 'completed, error no', 'started', failed), '2023-04')).to.equal(undefined);
  });

  it('is on the page, with its reason and its section', () => {
    const page = readFileSync('docs/certificate-controller.md', 'utf8');
    for (const { id, reason, section } of explanationsOf('0.12')) {
      expect(page).to.include(`| \`${id}\` | ${reason} | ${section} |`);
    }
  });
});
