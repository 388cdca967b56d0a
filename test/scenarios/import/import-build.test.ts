import { expect } from 'chai';
import { gunzipSync } from 'node:zlib';
import { importBuild } from '../../../src/scenarios/import/import-build.js';
import { ImportError } from '../../../src/scenarios/import/import-error.js';
import { rawJsonOf } from '../../../src/scenarios/import/raw-json.js';
import type { BuildScript } from '../../../src/scenarios/model/build-script.js';
import { rawBuilds, recordedBytes, recordedText } from './recorded.js';
import { relativeEvents } from './relative-events.js';

describe('an imported build', () => {
  for (const name of rawBuilds) {
    it(`says when it is printed what the real one said: ${name}`, async () => {
      const text = recordedText(`${name}.rawjson`);
      const { scenario, notes } = await importBuild(text, { exact: true });
      expect(notes).to.deep.equal([]);
      expect(relativeEvents(await rawJsonOf(scenario))).to.deep.equal(relativeEvents(text));
    });

    it(`is the same graph when it has been played: ${name}`, async () => {
      const { scenario, notes } = await importBuild(recordedText(`${name}.rawjson`));
      expect(notes).to.deep.equal([]);
      const again = await importBuild(await rawJsonOf(scenario));
      expect(withoutError(again.scenario.builds)).to.deep.equal(withoutError(scenario.builds));
    });
  }

  it('may be two in a row, of which a note tells', async () => {
    const text = recordedText('stages.rawjson');
    const digests = new Map<string, string>();
    const another = (digest: string): string =>
      digests.get(digest) ?? digests.set(digest, `sha256:${String(digests.size).padStart(64, '0')}`).get(digest) ?? '';
    const { notes } = await importBuild(text + text.replaceAll(/sha256:[0-9a-f]{64}/g, another));
    expect(notes).to.include(
      'it seems to have 2 builds, one after the other, and becomes one script: import the lines of each build alone',
    );
  });

  it('has the names, inputs, times and output of the real one', async () => {
    const [build] = await builds(recordedText('stages.rawjson'));
    expect(build?.vertices?.map(({ name, inputs }) => [name, inputs])).to.deep.equal([
      ['[internal] load build definition from Dockerfile', undefined],
      ['[internal] load .dockerignore', undefined],
      ['[internal] load build context', undefined],
      ['[base 1/1] COPY busybox /bin/sh', undefined],
      ['[right 1/1] RUN ["/bin/sh", "-c", "sleep 0.1; echo right >/right; echo made right"]', undefined],
      [
        '[left 1/1] RUN ["/bin/sh", "-c", "sleep 0.2; echo left >/left; echo made left"]',
        ['[base 1/1] COPY busybox /bin/sh'],
      ],
      ['[stage-3 1/2] COPY --from=left /left /', undefined],
      [
        '[stage-3 2/2] COPY --from=right /right /',
        [
          '[stage-3 1/2] COPY --from=left /left /',
          '[right 1/1] RUN ["/bin/sh", "-c", "sleep 0.1; echo right >/right; echo made right"]',
        ],
      ],
      ['exporting to image', undefined],
    ]);
    expect(build?.vertices?.[4]).to.include({ takes: '440ms' });
    expect(build?.vertices?.[4]?.logs).to.deep.equal([{ text: 'made right\n', at: '422ms' }]);
    expect(build?.vertices?.[3]).to.include({ cached: true });
  });

  it('fails where the real one did, with the excerpt of its Dockerfile', async () => {
    const [build] = await builds(recordedText('failure.rawjson'));
    const message =
      'process "/bin/sh -c echo compiling; echo \'main.c:3: error\' >&2; exit 7" did not complete successfully: exit code: 7';
    expect(build?.vertices?.at(-1)?.error).to.equal(message);
    expect(sourceOf(build)).to.deep.equal({ text: failingDockerfile, lines: [3] });
    expect(build?.error?.message).to.equal(message);
  });

  it('warns as the real one did', async () => {
    const [build] = await builds(recordedText('warnings.rawjson'));
    const warnings = build?.vertices?.flatMap((vertex) => [
      ...(vertex.warnings ?? []),
      ...(vertex.restarts ?? []).flatMap((run) => run.warnings ?? []),
    ]);
    expect(warnings?.map(({ short, ranges }) => [short.split(':')[0], ranges?.[0]?.start.line])).to.deep.equal([
      ['FromAsCasing', 1],
      ['MaintainerDeprecated', 3],
      ['JSONArgsRecommended', 4],
      ['LegacyKeyValueFormat', 5],
    ]);
    expect(warnings?.[0]?.source?.text).to.match(/^FROM scratch as base\n/);
  });

  it('is read from what buildx history logs says, which is one event', async () => {
    const [build] = await builds(recordedText('history.rawjson'));
    expect(build?.vertices?.map(({ name }) => name)).to.deep.equal([
      '[internal] load build definition from Dockerfile',
      '[internal] load .dockerignore',
      '[internal] load build context',
      '[1/2] COPY busybox /bin/sh',
      '[2/2] RUN ["/bin/sh", "-c", "echo compiling; echo \'main.c:3: error\' >&2; exit 7"]',
    ]);
    expect(build?.vertices?.at(-1)?.error).to.match(/exit code: 7$/);
  });

  it('is read from a .dockerbuild file, packed or not, with what its builds asked for', async () => {
    const bytes = recordedBytes('two-builds.dockerbuild');
    const both = await importBuild(bytes);
    const [failing, platforms] = both.scenario.builds ?? [];
    expect(failing?.when).to.deep.equal({ target: '' });
    expect(failing?.vertices?.at(-1)?.error).to.match(/exit code: 7$/);
    expect(sourceOf(failing)).to.deep.equal({ text: failingDockerfile, lines: [3] });
    expect(platforms?.when).to.deep.equal({ target: '', platforms: { exactly: ['linux/amd64', 'linux/arm64'] } });
    expect(platforms?.vertices?.map(({ name }) => name)).to.include('[linux/arm64 1/2] COPY note.txt /note-arm64');
    expect(await importBuild(gunzipSync(bytes))).to.deep.equal(both);
  });

  it('is the same of a plain log in colours, with times in front, a BOM, or lines that end in CRLF', async () => {
    const text = recordedText('stages.plain');
    const lines = text.split('\n');
    const { scenario } = await importBuild(text);
    for (const [what, other] of [
      ['colours', lines.map((line) => (line.startsWith('#') ? `\u001B[34m${line}\u001B[0m` : line)).join('\n')],
      ['times', lines.map((line) => `2024-05-06T07:08:09.1234567Z ${line}`).join('\n')],
      ['BOM', `\uFEFF${text}`],
      ['CRLF', lines.join('\r\n')],
    ] as const)
      expect((await importBuild(other)).scenario, what).to.deep.equal(scenario);
  });

  it('is the first of several in a plain log, and says so', async () => {
    const text = `#0 building with "default" instance using docker driver\n\n${recordedText('stages.plain').trimEnd()}\n`;
    const alone = await importBuild(text);
    const { scenario, notes } = await importBuild(text + text);
    expect(scenario).to.deep.equal(alone.scenario);
    const line = text.split('\n').length;
    expect(notes).to.include(`line ${line} begins another build, which is left out`);
  });

  it('is guessed from a plain log, and says so', async () => {
    const { scenario, notes } = await importBuild(recordedText('stages.plain'));
    const [build] = scenario.builds ?? [];
    expect(notes).to.satisfy((all: string[]) => all.length > 0 && all.every((note) => note.startsWith('guessed')));
    const left = build?.vertices?.find(({ name }) => name.startsWith('[left 1/1]'));
    const right = build?.vertices?.find(({ name }) => name.startsWith('[right 1/1]'));
    // The log shows that they ran side by side.
    expect(left).to.include({ takes: '400ms' });
    expect(right?.inputs).to.deep.equal(['[base 1/1] COPY busybox /bin/sh']);
    const [failing] = await builds(recordedText('failure.plain'));
    expect(sourceOf(failing)).to.deep.equal({ text: failingDockerfile, lines: [3] });
  });
});

describe('what is imported', () => {
  const event = (line: object): string => JSON.stringify(line);
  const started = '2026-01-31T12:00:00.25+01:00';
  const vertex = { digest: 'sha256:1', name: 'one', started, completed: '2026-01-31T11:00:01.5Z' };

  it('may have other lines between its events, times in front, and indented objects', async () => {
    const stamp = '2026-01-31T12:00:00.1234567Z ';
    const lines = [
      '#!/bin/sh',
      event({ vertexes: [vertex] }),
      ...JSON.stringify({ logs: [{ vertex: 'sha256:1', stream: 2, data: 'aGkK', timestamp: started }] }, null, 2).split(
        '\n',
      ),
    ];
    const { scenario, notes } = await importBuild(`\uFEFF${lines.map((line) => stamp + line).join('\r\n')}\n`);
    expect(scenario.builds?.[0]?.vertices).to.deep.equal([
      { name: 'one', takes: '1.25s', logs: [{ text: 'hi\n', stream: 'stderr' }] },
    ]);
    expect(notes).to.deep.equal(['line 1 is no progress: "#!/bin/sh"']);
  });

  it('may end within an event, which is told', async () => {
    const { notes } = await importBuild(`${event({ vertexes: [vertex] })}\n{"logs":[{"vertex`);
    expect(notes).to.deep.equal(['line 2 was cut off, and is left out: "{\\"logs\\":[{\\"vertex"']);
  });

  const bad: readonly (readonly [string, string, RegExp])[] = [
    ['nothing', '', /^there is no progress of a build in it\. Give what/],
    ['something else', 'hello\n', /^there is no progress of a build in it; it begins: "hello"/],
    [
      'a broken event',
      `{"vertexes":[{]}\n${event({ vertexes: [vertex] })}`,
      /^line 1: an event begins here that is no JSON/,
    ],
    [
      'a field of another type',
      event({ vertexes: [{ digest: 1 }] }),
      /^line 1: vertexes\[0\]\.digest has to be a text and is 1/,
    ],
    ['no moment', event({ vertexes: [{ digest: 'a', started: 'now' }] }), /vertexes\[0\]\.started has to be a moment/],
    ['no base64', event({ logs: [{ vertex: 'a', data: '*' }] }), /logs\[0\]\.data has to be base64/],
  ];
  for (const [what, text, message] of bad) {
    it(`is refused with the place when it is ${what}`, async () => {
      const error: unknown = await importBuild(text).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(ImportError).with.property('message').that.matches(message);
    });
  }

  it('is refused when it is an archive of something else, or broken', async () => {
    const bytes = recordedBytes('two-builds.dockerbuild');
    const half: unknown = await importBuild(bytes.subarray(0, 2000)).catch((reason: unknown) => reason);
    expect(half)
      .to.be.instanceOf(ImportError)
      .with.property('message')
      .that.matches(/cannot be unpacked .*export it again/);
  });
});

describe('a graph of a build', () => {
  const at = (ms: number): string => `2026-01-31T11:00:0${ms / 1000}Z`;
  const text = (events: readonly object[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('');

  it('is given up where its client gave it up, and tells names apart', async () => {
    const { scenario, notes } = await importBuild(
      text([
        {
          vertexes: [
            { digest: 'a', name: 'one' },
            { digest: 'b', name: 'one' },
          ],
        },
        { vertexes: [{ digest: 'a', name: 'one', started: at(1000), completed: at(2000) }] },
        { vertexes: [{ digest: 'b', name: 'one', started: at(2000), completed: at(3000), error: 'context canceled' }] },
      ]),
    );
    const [build] = scenario.builds ?? [];
    expect(build?.error).to.deep.equal({ message: 'context canceled', code: 'CANCELLED' });
    expect(build?.vertices?.map(({ name }) => name)).to.deep.equal(['one', 'one (2)']);
    expect(notes).to.deep.equal(['a further vertex named "one" is "one (2)"']);
  });

  it('cuts off what ran beside a failure, and keeps what never began behind it', async () => {
    const { scenario } = await importBuild(
      text([
        {
          vertexes: [
            { digest: 'c', name: '[3/3] RUN c', inputs: ['a'] },
            { digest: 'a', name: '[1/3] RUN a' },
            { digest: 'b', name: '[2/3] RUN b' },
          ],
        },
        { vertexes: [{ digest: 'a', name: '[1/3] RUN a', started: at(1000) }] },
        { vertexes: [{ digest: 'b', name: '[2/3] RUN b', started: at(1000) }] },
        { vertexes: [{ digest: 'a', name: '[1/3] RUN a', started: at(1000), completed: at(2000), error: 'no' }] },
        {
          vertexes: [
            { digest: 'b', name: '[2/3] RUN b', started: at(1000), completed: at(2000), error: 'context canceled' },
          ],
        },
      ]),
    );
    const events = await rawJsonOf(scenario);
    const [build] = await builds(events);
    expect(build?.vertices?.map(({ name, error }) => [name, error])).to.deep.equal([
      ['[1/3] RUN a', 'no'],
      ['[2/3] RUN b', undefined],
      ['[3/3] RUN c', undefined],
    ]);
    expect(events).to.include('context canceled');
  });
});

const failingDockerfile = `FROM scratch
COPY busybox /bin/sh
RUN ["/bin/sh", "-c", "echo compiling; echo 'main.c:3: error' >&2; exit 7"]
`;

async function builds(source: string): Promise<readonly BuildScript[]> {
  return (await importBuild(source)).scenario.builds ?? [];
}

/** A scenario's error is not printed: only its vertices are progress. When a warning comes, it does not tell. */
function withoutError(scripts: readonly BuildScript[] = []): unknown {
  return scripts.map(({ vertices }) =>
    vertices?.map(({ warnings, ...vertex }) => ({
      ...vertex,
      warnings: warnings?.map(({ short, level, source }) => ({ short, level, source })),
    })),
  );
}

function sourceOf(build: BuildScript | undefined): unknown {
  const detail = build?.error?.details?.find(({ typeUrl }) => typeUrl.includes('errdefs.Source'));
  if (detail === undefined) return undefined;
  const { info, ranges } = detail.json as { info: { data: string }; ranges: { start: { line: number } }[] };
  return {
    text: Buffer.from(info.data, 'base64').toString('utf8'),
    lines: ranges.map(({ start }) => start.line),
  };
}
