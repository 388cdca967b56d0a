import { expect } from 'chai';
import { layOut } from '../../../src/playback/builds/timeline.js';
import {
  build,
  coldBuilder,
  dockerfile,
  exportImage,
  loadImage,
  pull,
  push,
  severalNodes,
  toScenario,
  type VertexBuilder,
} from '../../../src/index.js';

/** The stream of a graph: `name s` started, `c` completed, `C` cached; digests cut short. */
function stream(...graph: readonly VertexBuilder[]): readonly string[] {
  const [script] = toScenario({ builds: [build().add(...graph)] }).builds!;
  const { beats } = layOut(script!.vertices!);
  return beats
    .flatMap((beat) => {
      const { vertices, statuses } = beat.message(0);
      return [
        ...vertices.flatMap(({ name, started, completed, cached }) => {
          if (started === undefined) return [];
          return [`${name} ${cached ? 'C' : completed === undefined ? 's' : 'c'}`];
        }),
        ...statuses.filter(({ completed }) => completed !== undefined).map(({ id }) => `  ${id}`),
      ];
    })
    .map((line) => line.replaceAll(/sha256:([0-9a-f]{2})[0-9a-f]{62}/g, 'sha256:…'));
}

const metadata = '[internal] load metadata for docker.io/library/alpine:latest';
const from = '[1/3] FROM docker.io/library/alpine:latest@sha256:…';

describe('The sequence of', () => {
  it('a Dockerfile is its definition, its base, its context and its steps', () => {
    expect(stream(...dockerfile(['FROM alpine', 'COPY . .', 'RUN make'], { cached: 1 }))).to.deep.equal([
      '[internal] load build definition from Dockerfile c',
      '[internal] load build definition from Dockerfile s',
      '[internal] load .dockerignore c',
      '[internal] load .dockerignore s',
      '  transferring dockerfile:',
      '  transferring context:',
      '[internal] load build definition from Dockerfile c',
      '[internal] load .dockerignore c',
      `${metadata} s`,
      `${metadata} c`,
      '[internal] load build context c',
      '[internal] load build context s',
      `${from} s`,
      '  transferring context:',
      '  resolve docker.io/library/alpine:latest@sha256:…',
      '[internal] load build context c',
      `${from} c`,
      '[2/3] COPY . . C',
      '[3/3] RUN make s',
      '[3/3] RUN make c',
    ]);
  });

  it('several platforms has metadata and steps for each, and an exporter that waits for all', () => {
    const graph = dockerfile(['RUN make'], { base: 'ghcr.io/a/b:1', platforms: ['linux/amd64', 'linux/arm64'] });
    expect(stream(...exportImage(graph, 'app', { platforms: 2 })).slice(8)).to.deep.equal([
      '[linux/amd64 internal] load metadata for ghcr.io/a/b:1 s',
      '[linux/arm64 internal] load metadata for ghcr.io/a/b:1 s',
      '[linux/amd64 internal] load metadata for ghcr.io/a/b:1 c',
      '[linux/arm64 internal] load metadata for ghcr.io/a/b:1 c',
      '[linux/amd64 1/2] FROM ghcr.io/a/b:1@sha256:… s',
      '[linux/arm64 1/2] FROM ghcr.io/a/b:1@sha256:… s',
      '  resolve ghcr.io/a/b:1@sha256:…',
      '  resolve ghcr.io/a/b:1@sha256:…',
      '[linux/amd64 1/2] FROM ghcr.io/a/b:1@sha256:… c',
      '[linux/arm64 1/2] FROM ghcr.io/a/b:1@sha256:… c',
      '[linux/amd64 2/2] RUN make s',
      '[linux/arm64 2/2] RUN make s',
      '[linux/amd64 2/2] RUN make c',
      '[linux/arm64 2/2] RUN make c',
      'exporting to image s',
      '  exporting layers',
      ...['manifest', 'config', 'manifest', 'config'].map((what) => `  exporting ${what} sha256:…`),
      '  exporting manifest list sha256:…',
      '  naming to app',
      'exporting to image c',
    ]);
  });

  it('a Dockerfile of ten steps pads their numbers', () => {
    const names = dockerfile(Array.from({ length: 9 }, () => 'RUN true')).map(({ script }) => script.name);
    expect(names.at(-2)).to.equal('[ 9/10] RUN true');
    expect(names.at(-1)).to.equal('[10/10] RUN true');
  });

  it('a pull starts its vertex twice, the second time without inputs', () => {
    expect(stream(pull('alpine', { layers: [10, 20] }))).to.deep.equal([
      '[1/1] FROM alpine@sha256:… s',
      '  resolve alpine@sha256:…',
      '[1/1] FROM alpine@sha256:… c',
      '[1/1] FROM alpine@sha256:… s',
      '  sha256:…',
      '  sha256:…',
      '  extracting sha256:…',
      '  extracting sha256:…',
      '[1/1] FROM alpine@sha256:… c',
    ]);
  });

  it('the COPY steps of a Dockerfile needs its context, too', () => {
    const graph = dockerfile(['FROM alpine', 'COPY . .', 'RUN make', 'COPY --from=x / /']);
    const inputs = graph.slice(-3).map(({ script }) => script.inputs?.map((name) => name.replace(/ FROM .*/, '')));
    const context = '[internal] load build context';
    expect(inputs).to.deep.equal([['[1/4]', context], ['[2/4] COPY . .'], ['[3/4] RUN make']]);
  });

  it('a push asks for its token while layers are pushed', () => {
    expect(stream(...push(dockerfile(['RUN make']), 'team/app:1')).slice(-11)).to.deep.equal(
      [
        'exporting to image s',
        '  exporting layers',
        '  exporting manifest sha256:…',
        '  exporting config sha256:…',
        '  naming to team/app:1',
        '[auth] team/app:pull,push token for registry-1.docker.io s',
        '[auth] team/app:pull,push token for registry-1.docker.io c',
        '  pushing layers',
        '  pushing manifest for team/app:1@sha256:…',
        'exporting to image c',
      ].toSpliced(0, 0, '[2/2] RUN make c'),
    );
    const names = push([], 'registry.example.org:5000/a/b/c:1').map(({ script }) => script.name);
    expect(names).to.include('[auth] a/b/c:pull,push token for registry.example.org:5000');
  });

  it('a load is taken over by Docker before its exporter is done', () => {
    expect(stream(...loadImage(dockerfile(['RUN make']))).slice(-6)).to.deep.equal([
      '  exporting manifest sha256:…',
      '  exporting config sha256:…',
      'importing to docker s',
      'importing to docker c',
      '  sending tarball',
      'exporting to docker image format c',
    ]);
  });

  it('a failing step ends the Dockerfile there, with what it wrote', () => {
    const steps = ['FROM alpine', 'RUN make', 'RUN install'];
    const graph = dockerfile(steps, { fails: { step: 1, code: 2, output: 'no rule\n' } });
    expect(stream(...graph).slice(-2)).to.deep.equal(['[2/3] RUN make s', '[2/3] RUN make c']);
    const failed = graph.map(({ script }) => script).find(({ error }) => error !== undefined);
    expect(failed?.error).to.equal('process "/bin/sh -c make" did not complete successfully: exit code: 2');
    expect(failed?.logs).to.deep.equal([{ text: 'no rule\n', stream: 'stderr', at: 500 }]);
    const byDefault = dockerfile(steps, { fails: {} }).flatMap(({ script }) => script.error ?? []);
    expect(byDefault).to.deep.equal(['process "/bin/sh -c install" did not complete successfully: exit code: 1']);
  });

  it('a warning of the linter comes with the definition, and all of the Dockerfile', () => {
    const warning = { rule: 'JSONArgsRecommended', text: 'JSON arguments recommended for CMD', line: 2 };
    const [definition] = dockerfile(['FROM alpine', 'CMD make'], { warnings: [warning] });
    expect(definition!.script.warnings).to.deep.equal([
      {
        short: 'JSONArgsRecommended: JSON arguments recommended for CMD (line 2)',
        at: 50,
        url: 'https://docs.docker.com/go/dockerfile/rule/json-args-recommended/',
        source: { filename: 'Dockerfile', text: 'FROM alpine\nCMD make\n', language: 'Dockerfile' },
        ranges: [{ start: { line: 2 }, end: { line: 2 } }],
      },
    ]);
    expect(stream(definition!)).to.have.length(4);
  });

  it('several nodes run side by side, share what has one name, and end with the merge of their manifests', () => {
    const node = (platform: string): readonly VertexBuilder[] =>
      push(dockerfile(['RUN make'], { platforms: [platform] }), 'example.org/app:1');
    const lines = stream(...severalNodes([node('linux/amd64'), node('linux/arm64')], 'example.org/app:1'));
    const about = (text: string): readonly string[] => lines.filter((line) => line.includes(text));
    expect(about('load build definition')).to.have.length(3);
    expect(about('2/2] RUN make').map((line) => line.slice(1, 12))).to.have.members([
      ...['linux/amd64', 'linux/amd64', 'linux/arm64', 'linux/arm64'],
    ]);
    expect(lines.lastIndexOf('[linux/arm64 2/2] RUN make c')).to.be.lessThan(lines.indexOf('exporting to image s'));
    expect(lines.slice(-3)).to.deep.equal([
      'exporting to image c',
      'merging manifest list example.org/app:1 s',
      'merging manifest list example.org/app:1 c',
    ]);
  });

  it('a cold builder begins with its boot', () => {
    const lines = stream(...coldBuilder(dockerfile(['RUN make']), { builder: 'ci' }));
    expect(lines.slice(0, 5)).to.deep.equal([
      '[internal] booting buildkit s',
      '  pulling image moby/buildkit:buildx-stable-1',
      '  creating container buildx_buildkit_ci0',
      '[internal] booting buildkit c',
      '[internal] load build definition from Dockerfile c',
    ]);
  });
});
