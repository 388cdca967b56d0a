import { expect } from 'chai';
import { FakeController } from '../../../src/index.js';
import type { BuildOptions, Init } from '../../../src/protocol/messages.js';
import type { Revision } from '../../../src/protocol/revision.js';
import { answer } from '../calls.js';

const base: readonly Revision[] = ['2023-04'];
const both: readonly Revision[] = ['2023-04', '0.12'];

/** What is refused, in which revisions, and the text; everything has a context unless it says otherwise. */
const table: readonly (readonly [Init<BuildOptions>, readonly Revision[], string])[] = [
  [{ noCache: true, noCacheFilter: ['x'] }, both, '--no-cache and --no-cache-filter cannot currently be used together'],
  [{ contextPath: '' }, both, 'please specify build context (e.g. "." for the current directory)'],
  [
    { contextPath: '-', dockerfileName: '-' },
    both,
    "invalid argument: can't use stdin for both build context and dockerfile",
  ],
  [{ exports: [{ attrs: {} }] }, both, 'type is required for output'],
  [{ exports: [{ type: 'local' }] }, both, 'dest is required for local exporter'],
  [{ exports: [{ type: 'local', destination: '-' }] }, both, 'dest cannot be stdout for local exporter'],
  [{ exportPush: true, exportLoad: true }, base, 'push and load may not be set together at the moment'],
  [{ exportPush: true, exports: [{ type: 'oci' }] }, base, 'push and "oci" output can\'t be used together'],
  [{ exportLoad: true, exports: [{ type: 'oci' }] }, base, 'load and "oci" output can\'t be used together'],
  [{ callFunc: { name: 'outline,colour=red' } }, base, 'invalid print field: colour'],
];

describe('The options of a build', () => {
  for (const [options, revisions, text] of table) {
    for (const revision of both) {
      const refused = revisions.includes(revision);
      it(`${JSON.stringify(options)} are ${refused ? `refused in ${revision}: ${text}` : `fine in ${revision}`}`, async () => {
        await using fake = await FakeController.start({ revision });
        const seen = await answer(fake.client().build({ contextPath: '.', ...options }));
        expect(seen).to.equal(refused ? `UNKNOWN: ${text}` : 'OK');
      });
    }
  }
});
