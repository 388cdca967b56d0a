import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { exposureOf } from '../../src/cli/exposure.js';
import { FakeController } from '../../src/index.js';
import { Serving } from './serving.js';

describe('Listening where others can come', () => {
  for (const target of ['0.0.0.0:50051', '[::]:50051', '192.0.2.1:1', 'build-server:1', '[fe80::1]:1']) {
    it(`says so of ${target}`, () => {
      expect(exposureOf(target))
        .to.match(/^anybody who can reach this machine/)
        .and.include(target);
    });
  }

  for (const target of [
    '127.0.0.1:1',
    '127.1.2.3:1',
    '[::1]:1',
    'localhost:1',
    'unix:///tmp/x.sock',
    'unix:///tmp/x:1',
  ]) {
    it(`says nothing of ${target}`, () => {
      expect(exposureOf(target)).to.equal(undefined);
    });
  }

  for (const verb of ['serve', 'record'] as const) {
    it(`says so where ${verb} listens`, async () => {
      await using upstream = await FakeController.start();
      const out = join(tmpdir(), 'never-written.yaml');
      const flags = verb === 'serve' ? [] : ['--upstream', await upstream.listen(), '--out', out];
      const serving = await Serving.start(verb, ...flags, '--listen', 'tcp://0.0.0.0:0');
      const exited = new Promise((resolve) => serving.child.once('exit', resolve));
      try {
        await serving.err.find((line) => line.startsWith('anybody who can reach this machine can reach 0.0.0.0:'));
      } finally {
        serving.child.kill('SIGKILL');
        await exited;
      }
    });
  }
});
