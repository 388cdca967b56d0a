import { expect } from 'chai';
import {
  ascending,
  completedNames,
  gaps,
  lastVertices,
  newOwnVertices,
} from '../../../src/conformance/requirements/payload/history.js';
import type { StatusResponse, Vertex } from '../../../src/protocol/messages.js';

const at = (seconds: number): { seconds: bigint; nanos: number } => ({ seconds: BigInt(seconds), nanos: 0 });

function vertex(digest: string, rest: Partial<Vertex> = {}): Vertex {
  return { digest, name: `step ${digest}`, inputs: [], cached: false, error: '', ...rest };
}

function message(vertices: readonly Vertex[], rest: Partial<StatusResponse> = {}): StatusResponse {
  return { vertices, statuses: [], logs: [], warnings: [], ...rest };
}

const done = { started: at(1), completed: at(2) };

describe('a history of a build', () => {
  it('has no gaps when everything that was started is completed', () => {
    expect(gaps([message([vertex('a')]), message([vertex('a', done), vertex('b')])])).to.deep.equal([]);
  });

  it('has a gap where a vertex is started and never completed', () => {
    expect(gaps([message([vertex('a', { started: at(1) })])])).to.deep.equal(['step a is not completed']);
  });

  it('has a gap where a log is of a vertex that no message announces', () => {
    const log = { vertex: 'b', stream: 1n, message: new Uint8Array(), timestamp: at(1) };
    expect(gaps([message([vertex('a', done)], { logs: [log] })])).to.deep.equal(['b is not announced']);
  });

  it('has no order: what one message lacks another may have', () => {
    expect(gaps([message([vertex('a', done)]), message([vertex('a', { started: at(1) })])])).to.deep.equal([]);
  });

  it('keeps the last word on each vertex', () => {
    const last = lastVertices([message([vertex('a')]), message([vertex('a', done)])]);
    expect([...last.values()]).to.deep.equal([vertex('a', done)]);
  });

  it('names each completed vertex once', () => {
    const history = [message([vertex('b', done), vertex('a')]), message([vertex('b', done)])];
    expect(completedNames(history)).to.deep.equal(['step b']);
  });

  it('tells vertices that wait for their start from those that turn up started', () => {
    const history = [message([vertex('a')]), message([vertex('a', done), vertex('foreign', done), vertex('b')])];
    const own = [...newOwnVertices(history)].map(({ vertices }) => vertices.map(({ digest }) => digest));
    expect(own).to.deep.equal([['a'], ['b']]);
  });

  it('is ascending when no time is before the one that precedes it, and none at all comes first', () => {
    expect(ascending([undefined, at(1), at(1), at(2)])).to.equal(true);
    expect(ascending([at(2), at(1)])).to.equal(false);
    expect(ascending([at(1), undefined])).to.equal(false);
    expect(
      ascending([
        { seconds: 1n, nanos: 2 },
        { seconds: 1n, nanos: 1 },
      ]),
    ).to.equal(false);
  });
});
