import assert from 'node:assert/strict';
import { SessionManager } from '../../src/session-tunnel/session-manager.js';
import { VirtualClock } from '../../src/time/virtual-clock.js';
import { BuildClient } from './build-client.js';

describe('the sessions by their IDs', () => {
  it('gives one session to all builds that wait for it, and forgets it when it ends', async () => {
    const clock = new VirtualClock('manual');
    const sessions = new SessionManager(clock);
    const waiting = [sessions.find('s1'), sessions.find('context:s1')];
    const session = new BuildClient({}).session(clock);
    sessions.add(session);
    for (const found of await Promise.all(waiting)) assert.equal(found, session);
    await session.close();
    await assert.rejects(Promise.all([sessions.find('s1'), clock.advance(5000)]), {
      message: 'no active session for s1: context deadline exceeded',
    });
    assert.deepEqual(clock.pending(), []);
  });
});
