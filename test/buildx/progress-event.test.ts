import { expect } from 'chai';
import { progressEventsOf } from '../../src/buildx/progress-event.js';

describe('the events of --progress rawjson', () => {
  const event = { vertexes: [{ digest: 'sha256:1', name: 'a}' }] };

  it('are read as lines and as indented objects, among other words', () => {
    const text = `WARNING: one\n${JSON.stringify(event)}\n${JSON.stringify(event, null, 2)}\nERROR: {\n{}\n{ no\n`;
    expect(progressEventsOf(text)).to.deep.equal([event, event, {}]);
  });
});
