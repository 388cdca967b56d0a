import { expect } from 'chai';
import { BuildTable } from '../../../src/fake-buildkit/builds/build-table.js';
import { Build } from '../../../src/fake-buildkit/builds/build.js';
import type { control } from '../../../src/protocol/buildkit/messages.js';

describe('the table of builds', () => {
  it('has no build longer than it is known, whether or not its ref is asked for again', () => {
    const table = new BuildTable();
    const clock = { now: 0 };
    const begin = (ref: string): Build => {
      const build = new Build({ ref } as control.SolveRequest, clock.now);
      table.add(build);
      return build;
    };
    for (const ref of ['a', 'b']) begin(ref).end(clock);
    begin('runs');
    clock.now = 10_000;
    begin('c');
    expect(table.all.map(({ ref }) => ref)).to.deep.equal(['runs', 'c']);
  });
});
