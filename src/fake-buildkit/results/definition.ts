import { hash } from 'node:crypto';
import { codec } from '../../protocol/codec.js';
import * as pb from '../../protocol/generated/buildkit/pb.js';
import type { Definition, Init } from '../../protocol/messages.js';

const op = codec('Op', pb.readOp, pb.writeOp);

/**
 * LLB that stands for a result: one source, named after it, and what points to it. It has a `source`, though an empty
 * one, because clients that debug builds look into it without asking whether it is there.
 */
export function definitionOf(id: string): Init<Definition> {
  const source = op.encode({
    op: { kind: 'source', value: { identifier: `docker-image://buildx-testkit.invalid/result:${id}` } },
  });
  const digest = `sha256:${hash('sha256', source)}`;
  const end = op.encode({ inputs: [{ digest, index: 0n }] });
  return {
    def: [source, end],
    metadata: { [digest]: { caps: { 'source.image': true } } },
    source: { locations: { [digest]: { locations: [] } }, infos: [] },
  };
}
