import { expect } from 'chai';
import { describeSubrequests } from '../../../src/dockerfile/subrequests/describe.js';
import { lint } from '../../../src/dockerfile/subrequests/lint.js';
import { outline } from '../../../src/dockerfile/subrequests/outline.js';
import { listTargets } from '../../../src/dockerfile/subrequests/targets.js';

const text = `# VERSION which one
ARG VERSION=3
ARG IMAGE=alpine:$VERSION
ARG UNUSED=1
# build makes <all> of it
FROM $IMAGE AS build
ARG MODE
RUN --mount=type=secret,id=token,required --mount=type=ssh make

FROM --platform=$BUILDPLATFORM scratch AS Final
COPY --from=build /a /b
CMD x
`;

const line = (number: number) => ({ ranges: [{ start: { line: number }, end: { line: number } }] });
const source = Buffer.from(text).toString('base64');

describe('The requests that build nothing', () => {
  it('list targets', () => {
    const result = listTargets({ text });
    expect(JSON.parse(result['result.json'])).to.deep.equal({
      targets: [
        { name: 'build', description: 'makes <all> of it', base: '$IMAGE', location: line(6) },
        { name: 'final', default: true, base: 'scratch', platform: '$BUILDPLATFORM', location: line(10) },
      ],
      sources: [source],
    });
    expect(result['result.json']).to.include(String.raw`makes \u003call\u003e of it`);
    expect(result['result.txt']).to.equal(
      ['TARGET          DESCRIPTION', 'build           makes <all> of it', 'final (default) ', ''].join('\n'),
    );
    expect(listTargets({ text: 'FROM a' })['result.txt']).to.equal('TARGET    DESCRIPTION\n(default) \n');
  });

  it('outline what a target can be given', () => {
    const result = outline({ text, buildArgs: { MODE: 'fast' } });
    expect(JSON.parse(result['result.json'])).to.deep.equal({
      name: 'final',
      args: [
        { name: 'VERSION', description: 'which one', value: '3', location: line(2) },
        { name: 'IMAGE', value: 'alpine:3', location: line(3) },
        { name: 'MODE', value: 'fast', location: line(7) },
      ],
      secrets: [{ name: 'token', required: true, location: line(8) }],
      ssh: [{ name: 'default', location: line(8) }],
      sources: [source],
    });
    expect(result['result.txt']).to.equal(
      [
        'TARGET: final',
        '',
        'BUILD ARG   VALUE      DESCRIPTION',
        'VERSION     3          which one',
        'IMAGE       alpine:3   ',
        'MODE        fast       ',
        '',
        'SECRET   REQUIRED',
        'token    true',
        '',
        'SSH       REQUIRED',
        'default   ',
        '',
        '',
      ].join('\n'),
    );
    expect(outline({ text, target: 'build' })['result.txt']).to.match(
      /^TARGET: {6}build\nDESCRIPTION: makes <all> of it\n\n/,
    );
    expect(outline({ text: 'FROM a' })['result.txt']).to.equal('');
  });

  it('check rules', () => {
    const result = lint({ text });
    const { warnings, sources, buildError } = JSON.parse(result['result.json']) as Record<string, object[]>;
    expect(warnings).to.deep.equal([
      {
        ruleName: 'StageNameCasing',
        description: 'Stage names should be lowercase',
        url: 'https://docs.docker.com/go/dockerfile/rule/stage-name-casing/',
        detail: "Stage name 'Final' should be lowercase",
        location: line(10),
      },
      {
        ruleName: 'JSONArgsRecommended',
        description:
          'JSON arguments recommended for ENTRYPOINT/CMD to prevent unintended behavior related to OS signals',
        url: 'https://docs.docker.com/go/dockerfile/rule/json-args-recommended/',
        detail: 'JSON arguments recommended for CMD to prevent unintended behavior related to OS signals',
        location: line(12),
      },
    ]);
    expect(sources).to.deep.equal([{ filename: 'Dockerfile', data: source, language: 'Dockerfile' }]);
    expect(buildError).to.equal(undefined);
    expect(result['result.txt']).to.equal(`
WARNING: StageNameCasing - https://docs.docker.com/go/dockerfile/rule/stage-name-casing/
Stage name 'Final' should be lowercase
Dockerfile:10
--------------------
   8 |     RUN --mount=type=secret,id=token,required --mount=type=ssh make
   9 |     
  10 | >>> FROM --platform=$BUILDPLATFORM scratch AS Final
  11 |     COPY --from=build /a /b
  12 |     CMD x
--------------------

WARNING: JSONArgsRecommended - https://docs.docker.com/go/dockerfile/rule/json-args-recommended/
JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
Dockerfile:12
--------------------
  10 |     FROM --platform=$BUILDPLATFORM scratch AS Final
  11 |     COPY --from=build /a /b
  12 | >>> CMD x
  13 |     
--------------------
`);
    expect(result['result.statuscode']).to.equal('1');
  });

  it('tell what would fail a build', () => {
    const result = lint({ text: 'FROM a AS b\nCOPY --from=c / /\nFROM a AS c\nCOPY \\\n--from=b / /' });
    expect(JSON.parse(result['result.json'])).to.deep.include({
      warnings: null,
      buildError: {
        message: 'circular dependency detected on stage: b',
        location: {
          ranges: [2, 4, 5].map((number) => line(number).ranges[0]),
        },
      },
    });
    expect(result['result.txt']).to.equal('');
    expect(result['result.statuscode']).to.equal('1');
    expect(lint({ text: 'FROM a' })['result.statuscode']).to.equal('0');
  });

  it('describe themselves', () => {
    const { 'result.json': json, 'result.txt': lines } = describeSubrequests();
    expect((JSON.parse(json) as { name: string }[]).map(({ name }) => name)).to.deep.equal([
      'frontend.outline',
      'frontend.targets',
      'frontend.subrequests.describe',
    ]);
    expect(lines).to.equal(
      [
        'NAME                 VERSION DESCRIPTION',
        'outline              1.0.0   List all parameters current build target supports',
        'targets              1.0.0   List all targets current build supports',
        'subrequests.describe 1.0.0   List available subrequest types',
        '',
      ].join('\n'),
    );
  });
});
