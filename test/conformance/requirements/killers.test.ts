import { expect } from 'chai';
import type { CallEvent } from '../../../src/client/call-event.js';
import { requirements } from '../../../src/conformance/requirements/index.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { fakeTarget } from '../../../src/conformance/targets/fake.js';
import { revisions, type Revision } from '../../../src/protocol/revision.js';
import type { Target } from '../../../src/conformance/trial/target.js';

const harmless = requirements.filter(({ destructive }) => destructive !== true);

type Sent = Extract<CallEvent, { kind: 'request' | 'response' }>;

/** A target, and every message that its clients send, as bytes. */
function overheard(target: Target, hear: (event: Sent) => void): Target {
  return {
    ...target,
    connect: (options) =>
      target.connect({
        ...options,
        observer: (event) => {
          if (event.kind === 'request') hear(event);
          options?.observer?.(event);
        },
      }),
  };
}

interface Field {
  readonly number: number;
  readonly wireType: number;
  readonly length: number;
}

/** The fields of a message, as one reads them who looks at nothing else; undefined when they cannot be told. */
function fieldsOf(bytes: Uint8Array): readonly Field[] | undefined {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 28) return NaN;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const wireType = tag % 8;
    const length = { 0: 0, 1: 8, 2: wireType === 2 ? varint() : 0, 5: 4 }[wireType];
    if (wireType === 0) varint();
    if (length === undefined || Number.isNaN(tag + length) || at + length > bytes.length) return undefined;
    at += length;
    fields.push({ number: Math.floor(tag / 8), wireType, length });
  }
  return fields;
}

/** Kills servers of every release: a Build with a ref, be it no UTF-8, and without options. */
function isBuildWithoutOptions({ rpc, bytes }: Sent): boolean {
  const fields = rpc === 'Build' ? fieldsOf(bytes) : undefined;
  const given = fields?.filter(({ wireType }) => wireType === 2) ?? [];
  return given.some(({ number, length }) => number === 1 && length > 0) && !given.some(({ number }) => number === 2);
}

async function told(revision: Revision, quirks: 'all' | 'none', hear: (event: Sent) => void) {
  const target = overheard(await fakeTarget({ revision, quirks, seed: 3 }), hear);
  try {
    const settings = { seed: 3, runs: 8, timeoutMs: 500, shrinkMs: 0, reruns: 0 };
    return await runConformance(target, { requirements: harmless, ...settings });
  } finally {
    await target.close();
  }
}

describe('what is not about a known killer', function () {
  this.timeout('3m');

  for (const revision of revisions) {
    it(`sends no Build of ${revision} without options`, async () => {
      const killers: string[] = [];
      let builds = 0;
      await told(revision, 'none', (event) => {
        if (event.rpc !== 'Build') return;
        builds += 1;
        if (isBuildWithoutOptions(event)) killers.push(Buffer.from(event.bytes).toString('hex'));
      });
      expect(builds).to.be.greaterThan(100);
      expect(killers).to.deep.equal([]);
    });

    it(`kills no server of ${revision} that dies as the real one does`, async () => {
      const { requirements: reports } = await told(revision, 'all', () => undefined);
      const [survival] = reports.filter(({ id }) => id === 'XPORT-012');
      expect(survival).to.include({ id: 'XPORT-012', verdict: 'pass' });
    });
  }
});
