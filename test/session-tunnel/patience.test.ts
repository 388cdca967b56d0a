import assert from 'node:assert/strict';
import { Patience } from '../../src/session-tunnel/patience.js';
import { VirtualClock } from '../../src/time/virtual-clock.js';

describe('patience with a client', () => {
  it('makes an auto clock stand still until the client has answered', async () => {
    const clock = new VirtualClock('auto');
    const happened: string[] = [];
    const fired = new Promise<void>((resolve) => {
      clock.after(1, 'a step', () => {
        happened.push('a step');
        resolve();
      });
    });
    let answer: () => void = () => undefined;
    const patience = new Patience(clock, new VirtualClock('manual'), () => undefined);
    const answered = patience.waitFor(new Promise<void>((resolve) => (answer = resolve)));
    await turns(200);
    happened.push('an answer');
    answer();
    await Promise.all([answered, fired]);
    assert.deepEqual(happened, ['an answer', 'a step']);
    clock.stop();
  });

  it('ends after ten seconds without a word, and then time goes on', async () => {
    const clock = new VirtualClock('auto');
    const judge = new VirtualClock('manual');
    const notes: string[] = [];
    const fired = new Promise<void>((resolve) => {
      clock.after(1, 'a step', resolve);
    });
    let answer: (value: string) => void = () => undefined;
    const patience = new Patience(clock, judge, (note) => notes.push(note));
    const answered = patience.waitFor(new Promise<string>((resolve) => (answer = resolve)));
    await judge.advance('10s');
    await fired;
    answer('late');
    assert.equal(await answered, 'late');
    assert.deepEqual(notes, ['the client of the session has said nothing for 10 s: time goes on without it']);
    assert.deepEqual(judge.pending(), []);
    clock.stop();
  });
});

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
