import type { Init, StatusResponse } from '../src/protocol/messages.js';
import { revisions } from '../src/protocol/revision.js';
import { methodOf } from '../src/protocol/service.js';

/** A message as a busy build sends it: a few steps, and one that logs. */
const status: Init<StatusResponse> = {
  vertices: Array.from({ length: 5 }, (_, i) => ({
    digest: `sha256:${String(i).repeat(64)}`,
    name: `[${i + 1}/5] RUN make step-${i}`,
    inputs: i === 0 ? [] : [`sha256:${String(i - 1).repeat(64)}`],
    started: { seconds: 1_700_000_000n, nanos: 250_000_000 },
  })),
  logs: Array.from({ length: 20 }, (_, i) => ({
    vertex: `sha256:${'4'.repeat(64)}`,
    stream: 1n,
    msg: new TextEncoder().encode(`cc -c file-${i}.c\n`),
    timestamp: { seconds: 1_700_000_000n, nanos: i },
  })),
};

/** Encoding and decoding a Status response, in every revision. */
export function codecs(): Readonly<Record<string, () => void>> {
  return Object.fromEntries(
    revisions.flatMap((revision) => {
      const { response } = methodOf(revision, 'Status');
      const bytes = response.encode(status);
      return [
        [`${revision} encode Status, ${bytes.length} bytes`, () => void response.encode(status)],
        [`${revision} decode Status, ${bytes.length} bytes`, () => void response.decode(bytes)],
      ];
    }),
  );
}
