import { expect } from 'chai';
import { CancellationSource } from '../../../src/time/cancellation.js';
import type { Session, SessionBuild } from '../../../src/fake-controller/sessions/session.js';
import { SessionTable } from '../../../src/fake-controller/sessions/session-table.js';

const build = (building: boolean): SessionBuild => ({ state: building ? 'running' : 'over' }) as SessionBuild;
const session = (ref: string, building: boolean): Session => ({ ref, build: build(building) }) as Session;
const once = (of: Session): true | undefined => of.build.state === 'running' || undefined;

describe('The table of sessions', () => {
  it('gives at once what is there', async () => {
    const table = new SessionTable();
    table.add(session('r', true));
    expect(await table.waitFor('r', once)).to.equal(true);
  });

  it('lets all wait until the session of their ref has what they want', async () => {
    const table = new SessionTable();
    const waiting = [table.waitFor('r', once), table.waitFor('r', once)];
    let other = false;
    void table.waitFor('s', once).then(() => {
      other = true;
    });
    const idle = session('r', false);
    table.add(idle);
    table.changed(idle);
    idle.build = build(true);
    table.changed(idle);
    expect(await Promise.all(waiting)).to.deep.equal([true, true]);
    expect(other).to.equal(false);
  });

  it('gives nothing to whoever stops waiting, before or meanwhile', async () => {
    const table = new SessionTable();
    const source = new CancellationSource();
    const waiting = table.waitFor('r', once, source);
    source.cancel();
    expect(await waiting).to.equal(undefined);
    expect(await table.waitFor('r', once, source)).to.equal(undefined);
  });

  it('keeps refs of any spelling', () => {
    const table = new SessionTable();
    for (const ref of ['__proto__', 'constructor', ' ']) {
      expect(table.get(ref)).to.equal(undefined);
      table.add(session(ref, false));
    }
    expect(table.all.map(({ ref }) => ref)).to.deep.equal(['__proto__', 'constructor', ' ']);
  });
});
