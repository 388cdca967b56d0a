import { expect } from 'chai';
import { build, FakeController, vertex } from '../../../src/index.js';
import type { BuildOptions, Init } from '../../../src/protocol/messages.js';

const step = vertex('[{{target}} 1/1] RUN echo {{buildArgs.WORD}}').logs('arg={{ buildArgs.WORD }} of {{tags[1]}}\n');

async function shown(script: ReturnType<typeof build>, options: Init<BuildOptions>): Promise<unknown> {
  await using fake = await FakeController.start({ scenario: { builds: [script] } });
  const { statuses, response } = await fake.client().build({ contextPath: '.', ...options });
  const logs = statuses.flatMap((status) => status.logs).map(({ message }) => Buffer.from(message).toString());
  const names = new Set(statuses.flatMap(({ vertices }) => vertices.map(({ name }) => name)));
  return { names: [...names], logs, said: response.exporterResponse['said'] };
}

const options = { target: 'app', buildArgs: { WORD: '$& {{target}}' }, tags: ['one', 'two'] };

describe('A build script that is a template', () => {
  it('says in its texts what the options have there, as it is', async () => {
    expect(await shown(build().template().add(step).replies({ said: '{{shmSize}}' }), options)).to.deep.equal({
      names: ['[app 1/1] RUN echo $& {{target}}'],
      logs: ['arg=$& {{target}} of two\n'],
      said: '0',
    });
  });

  it('says nothing where the options have nothing', async () => {
    const script = build().template().add(step).replies({ said: '{{nope}}{{buildArgs}}{{buildArgs.constructor}}' });
    expect(await shown(script, {})).to.deep.include({ logs: ['arg= of \n'], said: '' });
  });

  it('is filled in anew for each build', async () => {
    await using fake = await FakeController.start({ scenario: { builds: [build().template().add(step)] } });
    for (const target of ['one', 'two']) {
      const { statuses } = await fake.client().build({ contextPath: '.', target });
      expect(statuses[0]?.vertices[0]?.name).to.equal(`[${target} 1/1] RUN echo `);
    }
  });
});

describe('A build script that is none', () => {
  it('says its texts as they are', async () => {
    expect(await shown(build().add(step), options)).to.deep.include({
      logs: ['arg={{ buildArgs.WORD }} of {{tags[1]}}\n'],
    });
  });
});

describe('A script whose error is a template', () => {
  it('fails with what the options have there', async () => {
    const scenario = { builds: [build().template().fails('no builder "{{builder}}" found')] };
    await using fake = await FakeController.start({ scenario, revision: '0.12' });
    const failed = await fake
      .client()
      .build({ contextPath: '.', builder: 'mine' })
      .then(
        () => undefined,
        (error: unknown) => String(error),
      );
    expect(failed).to.include('no builder "mine" found');
  });
});
