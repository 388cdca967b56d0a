import fc from 'fast-check';
import type { BuildScript } from '../../src/scenarios/model/build-script.js';
import type { DockerfileScript } from '../../src/scenarios/model/dockerfile-script.js';
import type { AnswerStep, FaultAction, FaultScript } from '../../src/scenarios/model/fault-script.js';
import type { Moment } from '../../src/scenarios/model/moment.js';
import type { ProgramScript, ProgramStep } from '../../src/scenarios/model/program-script.js';
import type { Scenario } from '../../src/scenarios/model/scenario.js';
import { usageRecordTypes, type UsageRecordScript } from '../../src/scenarios/model/usage-record-script.js';
import type { VertexScript } from '../../src/scenarios/model/vertex-script.js';

const optional = { requiredKeys: [] as never[] };
/** Anything a string can hold, control characters and lone surrogates included. */
export const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('<<', 'null', '1.0', '- a', '#', ': ', '\r\n', '__proto__'),
);
const duration = fc.oneof(fc.nat(), fc.constantFrom('150ms', '3s', '1m30s', '2h', '0.5s'));
const bytes = fc.oneof(
  anyText,
  fc.uint8Array({ maxLength: 20 }).map((data) => ({ base64: Buffer.from(data).toString('base64') })),
  fc
    .record({ repeat: anyText.filter((text) => text !== ''), bytes: fc.nat() })
    .filter(({ bytes: size }) => size <= 67_108_864),
  fc.record({ lines: fc.nat({ max: 8_000_000 }) }),
);
const pattern = fc.record(
  { pattern: fc.constantFrom('a+', '^(x)(y)?$', '[ \\n]', '\\d{2}'), flags: fc.constantFrom('', 'i', 'su') },
  { requiredKeys: ['pattern'] },
);
const textMatch = fc.oneof(anyText, fc.record({ glob: anyText }), pattern);
const list = <T>(items: fc.Arbitrary<T>) =>
  fc.oneof(fc.array(items, { maxLength: 3 }), fc.record({ exactly: fc.array(items, { maxLength: 3 }) }));
const map = <T>(values: fc.Arbitrary<T>) => fc.dictionary(anyText, values, { maxKeys: 3 });

const step: fc.Arbitrary<ProgramStep> = fc.oneof(
  fc.record({ send: bytes, fd: fc.constantFrom(1 as const, 2 as const) }, { requiredKeys: ['send'] }),
  fc.record({ wait: duration }),
  fc.record({
    expect: fc.oneof(
      anyText.filter((text) => text !== ''),
      pattern,
    ),
  }),
  fc.record({ exit: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ stall: fc.constantFrom(true as const, 'stdin' as const) }),
  fc.record({ barrier: anyText }),
  fc.record({ release: anyText }),
  fc.constant({ close: 'stdin' as const }),
  fc.record({ fail: fc.constantFrom('SIGKILL' as const, 'SIGSEGV' as const) }),
);

const programScript: fc.Arbitrary<ProgramScript> = fc.record(
  {
    program: textMatch,
    when: fc.record({ args: list(textMatch), env: list(textMatch), tty: fc.boolean(), user: textMatch }, optional),
    once: fc.boolean(),
    steps: fc.array(step, { maxLength: 4 }),
    stdin: fc.array(step, { maxLength: 2 }),
    stdout: fc.array(step, { maxLength: 2 }),
    notFound: fc.constant(true as const),
    reactions: fc.array(
      fc.record({
        on: fc.oneof(
          pattern,
          fc.constant({ eof: true as const }),
          fc.constant({ resize: true as const }),
          fc.constant({ base64: 'AP8=' }),
          fc.record({ signal: fc.constantFrom('SIGINT', 'TERM') }),
        ),
        do: fc.array(step, { maxLength: 3 }),
      }),
      { maxLength: 2 },
    ),
    prompt: anyText,
    failsToStart: anyText,
  },
  { requiredKeys: ['program'] },
);

/** Two hours at most, which is what {@link run} takes at least. */
const moment = fc.oneof(
  fc.constantFrom<Moment>(0, 90, '150ms', '3s', '1m30s', '2h', '0.5s'),
  fc.record({ barrier: anyText }),
);

/** What happens in a vertex that has time for it. */
const run = fc.record(
  {
    takes: fc.constantFrom('2h', '120m', 7_200_000, '1000h'),
    until: fc.record({ barrier: anyText }),
    logs: fc.array(
      fc.record(
        {
          text: bytes,
          stream: fc.constantFrom('stdout' as const, 'stderr' as const),
          at: moment,
          pieces: fc.integer({ min: 1, max: 9 }),
        },
        { requiredKeys: ['text'] },
      ),
      { maxLength: 2 },
    ),
    statuses: fc.array(
      fc.record(
        { id: anyText, current: fc.maxSafeNat(), total: fc.maxSafeNat(), updates: fc.nat({ max: 9 }), at: moment },
        { requiredKeys: ['id'] },
      ),
      { maxLength: 2 },
    ),
    warnings: fc.array(
      fc.record(
        { short: anyText, detail: fc.array(anyText, { maxLength: 2 }), level: fc.nat(), at: moment },
        { requiredKeys: ['short'] },
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['takes'] },
);

const vertexParts = fc
  .tuple(
    fc.oneof(run, fc.record({ takes: duration }, optional), fc.constant({ cached: true })),
    fc.record(
      {
        digest: anyText,
        at: moment,
        error: anyText,
        restarts: fc.array(
          fc.tuple(run, fc.boolean()).map(([parts, withInputs]) => ({ ...parts, withInputs })),
          {
            maxLength: 2,
          },
        ),
        releases: fc.array(anyText, { maxLength: 2 }),
        group: fc.record({ id: anyText, name: anyText, weak: fc.boolean() }, { requiredKeys: ['id', 'name'] }),
        internal: fc.boolean(),
      },
      optional,
    ),
  )
  .map(([parts, rest]) => ({ ...parts, ...rest }));

/** A graph: each vertex waits for some of those before it, or as many as it likes by default. */
const vertices: fc.Arbitrary<readonly VertexScript[]> = fc
  .uniqueArray(anyText, { maxLength: 5 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name, i) =>
        fc
          .tuple(vertexParts, fc.option(fc.subarray(names.slice(0, i)), { nil: undefined }))
          .map(([parts, inputs]): VertexScript => ({ ...parts, name, ...(inputs && { inputs }) })),
      ),
    ),
  );

const dockerfile: fc.Arbitrary<DockerfileScript> = vertices.map((all) => ({
  steps: all.map(({ name: on, inputs: _inputs, digest: _digest, group: _group, internal: _internal, ...step }) => ({
    on,
    ...step,
  })),
}));

/** Of a graph of its own, or over the Dockerfile of a client. */
export const buildScript: fc.Arbitrary<BuildScript> = fc
  .tuple(
    fc.record(
      {
        name: anyText,
        when: fc.record(
          {
            session: textMatch,
            target: textMatch,
            buildArgs: map(textMatch),
            tags: list(textMatch),
            exports: list(fc.record({ type: textMatch, attrs: map(textMatch) }, optional)),
            shmSize: fc.integer(),
            noCache: fc.boolean(),
            callFunc: fc.record({ name: textMatch }, optional),
          },
          optional,
        ),
        once: fc.boolean(),
        template: fc.boolean(),
        vertices,
        registries: map(
          fc.record(
            {
              login: fc.constantFrom('none', 'basic', 'token'),
              realm: anyText,
              service: anyText,
              denies: fc.boolean(),
            },
            optional,
          ),
        ),
        reply: map(anyText),
        error: fc.record(
          {
            message: anyText,
            code: fc.constantFrom('UNKNOWN' as const, 'INTERNAL' as const),
            leavesResult: fc.boolean(),
          },
          { requiredKeys: ['message'] },
        ),
        logLimits: fc.record({ size: fc.integer({ min: -1 }), speed: fc.integer({ min: -1 }) }, optional),
        container: fc.record({ fails: anyText }),
        image: fc.record({ cmd: fc.array(anyText, { maxLength: 2 }) }, optional),
      },
      optional,
    ),
    fc.option(dockerfile, { nil: undefined }),
  )
  .map(([{ vertices: graph, ...rest }, over]) => {
    if (over !== undefined) return { ...rest, dockerfile: over };
    return graph === undefined ? rest : { ...rest, vertices: graph };
  });

const direction = fc.constantFrom('request' as const, 'response' as const);
const positive = fc.integer({ min: 1, max: 1000 });

/** What any RPC can suffer. */
const faultScript: fc.Arbitrary<FaultScript> = fc.record(
  {
    name: anyText,
    rpc: fc.constantFrom('any' as const, 'Invoke' as const),
    when: fc.record({ ref: textMatch }),
    at: fc.oneof(
      fc.record({ open: fc.constant(true as const) }),
      fc.record({ message: positive, direction }, { requiredKeys: ['message'] }),
      fc.record({ bytes: positive, direction }),
      fc.record({ after: duration }),
      fc.record({ barrier: anyText }),
    ),
    times: fc.oneof(positive, fc.constant('always' as const)),
    chance: fc.double({ min: 0, max: 1, noNaN: true }),
    do: fc.oneof(
      fc.record({ status: fc.record({ code: fc.constantFrom('OK' as const, 'ABORTED' as const), message: anyText }) }),
      fc.constantFrom<FaultAction>(
        { trailersWithoutStatus: true },
        { reset: 'CANCEL' },
        { goaway: 'draining' },
        { dropConnection: true },
        { stall: 'request' },
        { drop: true },
        { malformed: true },
        { wrongWireType: true },
        { die: { forGood: true, leavesSocket: true } },
        { die: { restart: '1s' } },
      ),
      fc.record({ delay: duration }),
      fc.record({ duplicate: positive }),
      fc.record({ oversize: positive }),
    ),
  },
  { requiredKeys: ['rpc', 'do'] },
);

/** Answers to one RPC. */
const answeringFault: fc.Arbitrary<FaultScript> = fc.record(
  {
    rpc: fc.constant('Invoke' as const),
    call: positive,
    do: fc.record({
      answer: fc
        .tuple(
          fc.array(
            fc.oneof(
              fc.record({ expect: positive }),
              fc.record({ wait: duration }),
              fc.record({ send: fc.record({ base64: fc.base64String() }) }),
            ),
          ),
          fc.array(
            fc.constantFrom<AnswerStep>(
              { end: { code: 'OK' } },
              { end: { code: 'ABORTED', message: 'no', details: [{ typeUrl: 'x', base64: 'AA==' }] } },
            ),
            { maxLength: 1 },
          ),
        )
        .map(([said, end]) => [...said, ...end]),
    }),
  },
  { requiredKeys: ['rpc', 'do'] },
);

const usageRecord: fc.Arbitrary<UsageRecordScript> = fc.record(
  {
    id: anyText.filter((id) => id !== ''),
    size: fc.nat(),
    mutable: fc.boolean(),
    parents: fc.array(anyText, { maxLength: 2 }),
    lastUsedAt: fc.constantFrom('2026-01-02T03:04:05Z', '1999-12-31T23:59:59.999999999+01:00'),
    description: anyText,
    recordType: fc.constantFrom(...usageRecordTypes),
  },
  { requiredKeys: ['id'] },
);

/** Scenarios that can be played, of every kind of part. */
export const scenario: fc.Arbitrary<Scenario> = fc
  .record(
    {
      name: anyText,
      description: anyText,
      builds: fc.array(buildScript, { maxLength: 2 }),
      programs: fc.array(programScript, { maxLength: 2 }),
      faults: fc.array(fc.oneof(faultScript, answeringFault), { maxLength: 2 }),
      usageRecords: fc.uniqueArray(usageRecord, { maxLength: 2, selector: ({ id }) => id }),
      fallback: fc.boolean(),
    },
    optional,
  )
  .map((value) => structuredClone(value) as Scenario);
