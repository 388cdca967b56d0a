import { expect } from 'chai';
import { FakeController } from '../../../src/index.js';
import type { BuildOptions, Init, StringMap } from '../../../src/protocol/messages.js';
import type { Revision } from '../../../src/protocol/revision.js';

async function replyTo(options: Init<BuildOptions>, revision: Revision = '2023-04'): Promise<StringMap> {
  await using fake = await FakeController.start({ revision });
  const { response } = await fake.client().build({ contextPath: '.', ...options });
  return response.exporterResponse;
}

const digest = 'containerimage.config.digest';

describe('What a build replies', () => {
  it('tells another image where its labels are others, and the same where they are the same', async () => {
    const [bare, one, two, same] = await Promise.all(
      [{}, { a: '1', b: '2' }, { a: '1' }, { b: '2', a: '1' }].map((labels) => replyTo({ labels })),
    );
    expect(new Set([bare?.[digest], one?.[digest], two?.[digest]])).to.have.lengthOf(3);
    expect(same).to.deep.equal(one);
  });

  it('tells no image where all goes into files', async () => {
    const files = { type: 'local', destination: '/out' };
    expect(await replyTo({ exports: [files], tags: ['one'] })).to.deep.equal({});
    expect(await replyTo({ exports: [files, { type: 'image' }] }, '0.12')).to.include.keys(digest);
  });

  it('tells the name of an output, or the tags that take its place', async () => {
    const exports = [{ type: 'image', attrs: { name: 'named' } }];
    expect(await replyTo({ exports })).to.include({ 'image.name': 'named' });
    expect(await replyTo({ exports, tags: ['one', 'two'] })).to.include({
      'image.name': 'docker.io/library/one,docker.io/library/two',
    });
  });

  it('tells the ref that was asked for, from 0.12', async () => {
    expect(await replyTo({ ref: 'mine' }, '0.12')).to.include({ 'buildx.build.ref': 'default/default/mine' });
    expect(await replyTo({}, '0.12'))
      .to.have.property('buildx.build.ref')
      .that.match(/^default\/default\/\w{25}$/);
  });
});
