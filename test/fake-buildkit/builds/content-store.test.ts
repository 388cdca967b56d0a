import { expect } from 'chai';
import { ContentStore } from '../../../src/fake-buildkit/builds/content-store.js';
import { blobOf } from '../../../src/image/blob.js';

const blob = (text: string) => blobOf('text/plain', Buffer.from(text));

describe('the content store', () => {
  it('forgets what old builds have exported, and keeps what their records point to until these are forgotten', () => {
    const store = new ContentStore();
    for (let index = 0; index < 20; index += 1) {
      store.keep(`build ${index}`, [blob(`image ${index}`)]);
      store.keepRecord(`build ${index}`, [blob(`log ${index}`)]);
    }
    const has = (text: string): boolean => store.get(blob(text).digest) !== undefined;
    expect([has('image 3'), has('image 4'), has('image 19')]).to.deep.equal([false, true, true]);
    expect([has('log 0'), has('log 19')]).to.deep.equal([true, true]);
    store.forgetRecord('build 0');
    expect(has('log 0')).to.equal(false);
  });
});
