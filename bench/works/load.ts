import { FakeController, build, vertex, type QuirkOption, type ScenarioInput, type VertexScript } from 'buildx-testkit';
import { methodOf } from '../revision.js';
import type { Load } from '../subjects/subject.js';

/** A load whose builds have these vertices. The fake itself tells which messages that makes: all subjects send the same. */
async function loadOf(vertices: readonly VertexScript[], quirks: QuirkOption = 'all'): Promise<Load> {
  const scenario: ScenarioInput = { builds: [{ vertices }] };
  await using fake = await FakeController.start({ scenario });
  const { statuses } = await fake.client().build({ contextPath: '.' });
  return { scenario, quirks, messages: statuses };
}

/** Builds of one message. */
export function smallLoad(quirks: QuirkOption = 'all'): Promise<Load> {
  return loadOf([vertex('load build definition').cached().script], quirks);
}

/** Builds of a few messages, of two steps. */
export function buildLoad(): Promise<Load> {
  return loadOf(
    build().add(vertex('[1/2] FROM busybox').cached()).add(vertex('[2/2] RUN make').takes('3s')).script.vertices ?? [],
  );
}

/** Builds of so many steps, each a second after the one before. */
export function stepsLoad(count: number): Promise<Load> {
  return loadOf(Array.from({ length: count }, (_, i) => ({ name: `[${i + 1}/${count}] RUN step ${i}`, takes: 1000 })));
}

/** Builds of `count` log messages of this size on the wire each, and two messages of their vertex. */
export function logLoad(count: number, size: number): Promise<Load> {
  const text = textFor(size);
  const logs = Array.from({ length: count }, (_, second) => ({ at: second * 1000, text }));
  return loadOf([{ name: 'load build context', takes: count * 1000, logs }], 'none');
}

/** The text that makes a log message so big. */
function textFor(size: number): string {
  const { response } = methodOf('Status');
  const around = (length: number): number =>
    response.encode({
      logs: [
        {
          vertex: `sha256:${'0'.repeat(64)}`,
          timestamp: { seconds: 1_680_000_000n, nanos: 0 },
          stream: 1n,
          message: new Uint8Array(length),
        },
      ],
    }).length - length;
  return 'x'.repeat(size - around(size - around(0)));
}
