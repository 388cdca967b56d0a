import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import { build, FakeController, type FakeControllerOptions, vertex } from 'buildx-testkit';
import { anyBuild } from 'buildx-testkit/fast-check';
import { catalogueEntry } from 'buildx-testkit/scenarios';
import { BuildHistory } from 'buildx-testkit/testing';
import { connect } from '../controller-client/connect.js';
import { disconnect, followBuild } from '../controller-client/follow-build.js';
import type { StatusResponse } from '../controller-client/messages.js';
import { BuildProgress, type Step } from './build-progress.js';
import { renderText } from './render-text.js';

/** What comes of a build on the fake, which this example's own client follows without a socket. */
async function built(options: FakeControllerOptions, request: object = { ContextPath: '.' }) {
  await using fake = await FakeController.start({ revision: '0.12', ...options });
  const client = connect('fake', { channelOverride: fake.channel });
  const statuses: StatusResponse[] = [];
  const failure = await followBuild(client, { ref: 'r', options: request }, (status) => statuses.push(status));
  await disconnect(client, 'r');
  client.close();
  // A real server goes on with the Status of a build that it has refused, whoever waits for it.
  if (statuses.length > 0) fake.assertQuiescent({ sessions: true });
  return { statuses, failure: failure?.details };
}

function progressOf(statuses: readonly StatusResponse[], keptLines = 5): BuildProgress {
  const progress = new BuildProgress({ keptLines });
  for (const status of statuses) progress.add(status);
  return progress;
}

function stepsOf(progress: BuildProgress): readonly Step[] {
  return progress.tree().groups.flatMap(({ steps }) => steps);
}

/** What a scenario of the catalogue comes to, in a line for each step. */
async function shownOf(name: string): Promise<readonly string[]> {
  const progress = progressOf((await built({ scenario: catalogueEntry(name).scenario })).statuses);
  progress.end();
  return stepsOf(progress).map(({ state, durationMs, lines }) => [state, durationMs, ...lines].join(' '));
}

describe('The progress renderer', () => {
  const failing = build().add(
    vertex('[internal] load build definition from Dockerfile').takes('20ms'),
    vertex('[deps 1/2] FROM docker.io/library/node:22').cached(),
    vertex('[deps 2/2] RUN npm ci').takes('40s').logs('added 3 packages\n', { at: '1s' }),
    vertex('[2/2] RUN npm test').takes('2s').logs('\u001b[31m1 failing\u001b[0m\n').exits(1),
  );

  it('shows stages with their steps, and of a failed step what it wrote', async () => {
    const { statuses, failure } = await built({ scenario: { builds: [failing] } });
    expect(renderText(progressOf(statuses).tree())).to.equal(
      [
        'internal',
        '  [x] [internal] load build definition from Dockerfile (0.0s)',
        'deps',
        '  [=] [deps 1/2] FROM docker.io/library/node:22 (cached)',
        '  [x] [deps 2/2] RUN npm ci (40.0s)',
        '[!] [2/2] RUN npm test (2.0s)',
        '    | 1 failing',
        '    ! process "/bin/sh -c npm test" did not complete successfully: exit code: 1',
        '',
      ].join('\n'),
    );
    expect(failure).to.include('exit code: 1');
  });

  it('shows the output of a step as long as it runs, and how long that is by the clock of the server', async () => {
    const { statuses } = await built({ scenario: { builds: [failing] } });
    const upTo = statuses.findIndex(({ logs }) => logs.length > 0) + 1;
    expect(renderText(progressOf(statuses.slice(0, upTo)).tree()))
      .to.include('  [>] [deps 2/2] RUN npm ci (0.0s)\n      | added 3 packages\n')
      .and.include('[ ] [2/2] RUN npm test (waiting)\n');
  });

  it('makes diagnostics of warnings, each at its place and once', async () => {
    const warning = {
      level: 1,
      source: { filename: 'docker/Dockerfile', text: 'from alpine\nRUN make\n' },
      ranges: [{ start: { line: 1 }, end: { line: 1 } }],
      url: 'https://docs.docker.com/go/dockerfile/rule/consistent-instruction-casing/',
    };
    const casing = 'ConsistentInstructionCasing: Command "from" should be uppercase (line 1)';
    const make = vertex('[1/1] RUN make').warns(casing, warning).warns(casing, warning).warns('a hint', { level: 0 });
    const { statuses } = await built({ scenario: { builds: [build().add(make)] } });
    const { diagnostics } = progressOf(statuses).tree();
    expect(diagnostics.map(({ severity, place }) => ({ severity, place }))).to.deep.equal([
      { severity: 'warning', place: { file: 'docker/Dockerfile', line: 1, endLine: 1 } },
      { severity: 'information', place: null },
    ]);
    expect(renderText({ groups: [], diagnostics })).to.equal(
      `docker/Dockerfile:1: warning: ${casing}\ninformation: a hint\n`,
    );
  });

  it('ends when a build is refused, though its Status waits on', async () => {
    const { scenario } = catalogueEntry('validation-failure-before-status');
    const { statuses, failure } = await built({ scenario }, { ContextPath: '.', Builder: 'nope' });
    expect(statuses).to.deep.equal([]);
    expect(failure).to.include('no builder "nope" found');
  });

  describe('given what real servers send', () => {
    it('joins the runs of a step that starts twice', async () => {
      expect(await shownOf('buildkit/vertex-starts-twice')).to.deep.equal(['done 5000']);
    });

    it('goes on with a step that was completed and is opened again', async () => {
      const { statuses } = await built({ scenario: catalogueEntry('reopened-vertex').scenario });
      const states = statuses.map((_, i) => stepsOf(progressOf(statuses.slice(0, i + 1)))[0]?.state);
      const seen = states.filter((state, i) => state !== states[i - 1]);
      expect(seen.join(' ')).to.match(/waiting( running done){3}$/);
      expect(await shownOf('reopened-vertex')).to.deep.equal(['done 6000', 'done 1000']);
    });

    it('counts no time below zero where clocks disagree', async () => {
      expect(await shownOf('clock-skew')).to.deep.equal(['done 0 first second']);
    });

    it('closes a step that was never completed when the build is over', async () => {
      expect(await shownOf('buildkit/vertex-never-completed')).to.deep.equal(['done 1000', 'canceled 0 cc main.c']);
    });

    it('passes over the log of a step that was never announced', async () => {
      expect(await shownOf('buildkit/log-of-unknown-vertex')).to.deep.equal(['done 2000 seen']);
    });

    it('puts characters together that were cut, and leaves the last state of a line that is drawn over', async () => {
      const make = vertex('[1/1] RUN make').logs('10 €\r55 €\r100 €\nüber', { pieces: 13 });
      const { statuses } = await built({ scenario: { builds: [build().add(make)] } });
      expect(statuses.flatMap(({ logs }) => logs)).to.have.length(13);
      expect(stepsOf(progressOf(statuses))[0]?.lines).to.deep.equal(['100 €', 'über']);
    });

    it('keeps the last lines only', async () => {
      const make = vertex('[1/1] RUN make').logs({ lines: 100_000 }).exits(1);
      const { statuses } = await built({ scenario: { builds: [build().add(make)] } });
      expect(stepsOf(progressOf(statuses, 2))[0]?.lines).to.deep.equal(['99999', '100000']);
    });
  });

  it('copes with any build', async () => {
    const property = fc.asyncProperty(anyBuild(), async (script) => {
      const { statuses } = await built({ scenario: { builds: [script] } });
      const progress = new BuildProgress({ keptLines: Number.POSITIVE_INFINITY });
      for (const status of statuses) {
        progress.add(status);
        const tree = progress.tree();
        renderText(tree);
        // An editor in another process sees the same tree, and no step has run for less than no time.
        expect(JSON.parse(JSON.stringify(tree))).to.deep.equal(tree);
        for (const { durationMs } of stepsOf(progress)) expect(durationMs).to.be.at.least(0);
      }
      progress.end();
      // The kit reads the same messages in its own way.
      const history = new BuildHistory(statuses);
      const steps = stepsOf(progress).toSorted(byName);
      const vertices = history.vertices.toSorted(byName);
      expect(steps.map(({ name }) => name)).to.deep.equal(vertices.map(({ name }) => name));
      for (const [i, { state, stdout, stderr, error, tookMs }] of vertices.entries()) {
        expect(steps[i]?.error).to.equal(error);
        expect(steps[i]?.state).to.equal(stateOf(state, error));
        if (state === 'completed') expect(steps[i]?.durationMs).to.equal(tookMs);
        const lines = [...stdout.split('\n'), ...stderr.split('\n')].map(drawnOver);
        expect(sorted(steps[i]?.lines ?? [])).to.deep.equal(sorted(lines));
      }
      // It makes no difference how the server packs what it says into messages.
      const unpacked = progressOf(statuses.flatMap(unpack), Number.POSITIVE_INFINITY);
      unpacked.end();
      expect(stepsOf(unpacked).toSorted(byName)).to.deep.equal(steps);
    });
    // The same builds in each run; others are drawn where somebody tries another seed.
    await fc.assert(property, { numRuns: 60, seed: 1 });
  });

  it('writes the tree for an editor, as a program', async () => {
    await using fake = await FakeController.start({ revision: '0.12', scenario: { builds: [failing] } });
    const main = join(import.meta.dirname, 'main.js');
    const run = promisify(execFile)(process.execPath, [main, await fake.listen('unix'), '.', '--json']);
    const { code, stdout, stderr } = (await run.catch((error: unknown) => error)) as Awaited<typeof run> & {
      readonly code: number;
    };
    expect(code).to.equal(1);
    expect(stderr).to.include('exit code: 1');
    const last = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as ReturnType<BuildProgress['tree']>;
    expect(last.groups.map(({ name }) => name)).to.deep.equal(['internal', 'deps', '']);
  });
});

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

/** What the kit calls a state, as this example calls it when the build is over. */
function stateOf(state: string, error: string): string {
  if (state === 'failed') return error.includes('context canceled') ? 'canceled' : 'failed';
  return { announced: 'waiting', started: 'canceled', completed: 'done', cached: 'cached' }[state] ?? state;
}

/** What is left of a line that a program has drawn over and over, without its colours. */
function drawnOver(line: string): string {
  return stripVTControlCharacters(line.split('\r').findLast((draft) => draft !== '') ?? '');
}

/** Lines in an order that both have: two streams are mixed in whatever way. */
function sorted(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line !== '').toSorted();
}

/** A message as several, which say one thing each. */
function unpack({ vertexes, logs, warnings }: StatusResponse): readonly StatusResponse[] {
  const nothing: StatusResponse = { vertexes: [], logs: [], warnings: [] };
  return [
    ...vertexes.map((one) => ({ ...nothing, vertexes: [one] })),
    ...logs.map((one) => ({ ...nothing, logs: [one] })),
    ...warnings.map((one) => ({ ...nothing, warnings: [one] })),
  ];
}
