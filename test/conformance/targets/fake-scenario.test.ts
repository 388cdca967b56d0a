import { expect } from 'chai';
import { servedFixtures } from '../../../src/conformance/targets/fake-scenario.js';
import { FakeController } from '../../../src/fake-controller/fake-controller.js';

describe('what a server without a scenario plays', () => {
  const codeOf = async (text: string): Promise<string> => {
    await using fake = await FakeController.start({ scenario: servedFixtures });
    const client = fake.client();
    const input = client.rpc.input();
    await input.send({ kind: 'init', ref: 'a' });
    if (text !== '') await input.send({ kind: 'data', data: Buffer.from(text) });
    input.halfClose();
    return await client.build({ contextPath: '-' }, { ref: 'a' }).then(
      () => 'OK',
      (error: Error) => error.message,
    );
  };

  it('builds any Dockerfile from stdin, but none that is empty', async () => {
    expect(await codeOf('FROM scratch\n')).to.equal('OK');
    expect(await codeOf('')).to.match(/failed to read dockerfile/);
  });

  it('builds whatever is no fixture', async () => {
    await using fake = await FakeController.start({ scenario: servedFixtures });
    await fake.client().build({ contextPath: '/of/mine' }, { ref: 'a' });
    expect((await fake.client().rpc.list()).refs).to.deep.equal(['a']);
  });
});
