import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { getContainerRuntimeClient } from 'testcontainers';
import {
  BuildxControllerContainer,
  ContainerStartError,
  ImageMissingError,
} from '../../src/conformance/targets/container/index.js';
import { needsController } from './needs-controller.js';

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a container that does not come up explains itself', function () {
  this.timeout('60s');

  before(function () {
    return needsController(this);
  });

  it('when its image is nowhere', async () => {
    const image = 'localhost:1/nobody/has-this:1';
    const error = await failure(new BuildxControllerContainer({ image }).start());
    expect(error).to.be.instanceOf(ImageMissingError).with.property('code', 'IMAGE_MISSING');
    expect((error as Error).message).to.include(`docker/debian-image ${image}`);
  });

  it('when it dies', async () => {
    const container = new BuildxControllerContainer()
      .withEntrypoint(['sh', '-c', 'echo the last words >&2; exit 3'])
      .start();
    const error = await failure(container);
    expect(error).to.be.instanceOf(ContainerStartError).with.property('log', 'the last words');
    expect((error as Error).message).to.match(/ended before its controller listened; it said last:\nthe last words$/);
  });

  it('when no controller listens in time', async () => {
    const container = new BuildxControllerContainer()
      .withEntrypoint(['sh', '-c', 'echo waiting for nothing; cat'])
      .withStartupTimeout(500)
      .start();
    const error = await failure(container);
    expect(error).to.be.instanceOf(ContainerStartError).with.property('log', 'waiting for nothing');
    expect((error as Error).message).to.match(/no controller listened within 500 ms/);
  });
});

describe('a container whose process is gone', function () {
  this.timeout('60s');
  // A process that is killed leaves an empty directory here.
  const temporary = mkdtempSync(join(tmpdir(), 'gone-'));
  after(() => rmSync(temporary, { recursive: true }));

  before(function () {
    return needsController(this);
  });

  for (const [how, signal] of [
    ['ends without stopping it', undefined],
    ['is killed', 'SIGKILL'],
  ] as const) {
    it(`is gone, too, when that ${how}`, async () => {
      const child = fork(fileURLToPath(new URL('start-and-forget.js', import.meta.url)), {
        env: { ...process.env, TMPDIR: temporary },
      });
      const died = once(child, 'exit').then(([code]) => {
        throw new Error(`it ended with ${code} before its container had started`);
      });
      const [id] = (await Promise.race([once(child, 'message'), died])) as [string];
      died.catch(() => undefined);
      const engine = await getContainerRuntimeClient();
      const container = engine.container.getById(id);
      const removed = container.wait({ condition: 'removed' });
      if (signal !== undefined) child.kill(signal);
      else child.send('end');
      await removed;
      const left = await engine.container.list();
      expect(left.map(({ Id }) => Id)).not.to.include(id);
    });
  }
});
