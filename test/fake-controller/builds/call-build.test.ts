import { expect } from 'chai';
import { behaves } from '../../../src/protocol/behaviour.js';
import { revisions } from '../../../src/protocol/revision.js';
import { FakeController } from '../../../src/index.js';
import { answer } from '../calls.js';

for (const revision of revisions) {
  describe(`A build that calls a function of the frontend, as ${revision}`, () => {
    it('answers with its result, as text and as JSON that can be read', async () => {
      await using fake = await FakeController.start({ revision });
      for (const name of ['outline', 'targets', 'subrequests.describe']) {
        const { response } = await fake.client().build({ contextPath: '.', callFunc: { name, format: 'json' } });
        const { 'result.json': json = '', 'result.txt': text, version } = response.exporterResponse;
        expect(version).to.equal('1.0.0');
        expect(text).to.be.a('string');
        expect(JSON.parse(json)).to.not.equal(undefined);
      }
    });

    it('fails where the frontend has no such function', async () => {
      await using fake = await FakeController.start({ revision });
      const one = 'unsupported request frontend.lint';
      const told = behaves(revision, 'unknownCallsAreToldFourTimes')
        ? `failed to solve: ${one}: ${one}: ${one}: ${one}`
        : `${one}: ${one}`;
      expect(await answer(fake.client().build({ contextPath: '.', callFunc: { name: 'lint' } }))).to.equal(
        `UNKNOWN: ${told}`,
      );
    });

    it('answers as its script says, where that says anything', async () => {
      await using fake = await FakeController.start({
        revision,
        scenario: {
          builds: [{ when: { target: 'fails' }, error: { message: 'no' } }, { reply: { 'result.txt': 'mine' } }],
        },
      });
      const client = fake.client();
      const options = { contextPath: '.', callFunc: { name: 'outline' } };
      const { response } = await client.build(options);
      expect(response.exporterResponse['result.txt']).to.equal('mine');
      expect(await answer(client.build({ ...options, target: 'fails' }))).to.match(/^UNKNOWN: (failed to solve: )?no$/);
    });
  });
}

describe('A metadata file of revision 2023-04', () => {
  it('is not written, and the journal says so', async () => {
    await using fake = await FakeController.start();
    await fake.client().build({ contextPath: '.', metadataFile: '/nowhere/meta.json' });
    expect(fake.journal.toText()).to.contain('"/nowhere/meta.json" is not written');
  });
});
