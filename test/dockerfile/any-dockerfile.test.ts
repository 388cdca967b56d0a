import { expect } from 'chai';
import fc from 'fast-check';
import { DockerfileError } from '../../src/dockerfile/dockerfile-error.js';
import type { DockerfilePlan } from '../../src/dockerfile/plan.js';
import { planDockerfile } from '../../src/dockerfile/plan-dockerfile.js';
import type { DockerfileRequest } from '../../src/dockerfile/request.js';
import { lint } from '../../src/dockerfile/subrequests/lint.js';

const keywords =
  'FROM RUN COPY ADD ENV ARG LABEL WORKDIR USER CMD ENTRYPOINT EXPOSE VOLUME SHELL STOPSIGNAL HEALTHCHECK ONBUILD MAINTAINER from Run'.split(
    ' ',
  );
const words =
  'a b AS scratch alpine:3 --from=a --from=0 --mount=type=cache,target=/c --mount=from=b,target=/x --mount=type=secret,id=s --platform=$BUILDPLATFORM --link --chmod=755 --chown=$A --interval=5s --x= -- <<EOF <<-"E" EOF E [ ] ["a","b"] "a" \'b\' "c $A ${A:-x} ${A#*[} ${A%%?} ${A//\\/b} ${A/*/\\} $ ${ ${:x} \\ \\$A A=1 A= =1 80/tcp 1-2:3-4/UDP CMD NONE / . ../x https://e.org/x https://e.org/r.git # \t é \ufeff 😀'.split(
    ' ',
  );

const line = fc
  .tuple(
    fc.constantFrom(...keywords, '', '#', '# escape=`', '# syntax=x/y', '# check=skip=all;error=true'),
    fc.array(fc.constantFrom(...words)),
  )
  .map(([keyword, rest]) => [keyword, ...rest].join(' '));
const dockerfile = fc
  .array(fc.oneof({ weight: 9, arbitrary: line }, fc.string({ unit: 'binary' })), { maxLength: 12 })
  .chain((lines) => fc.constantFrom('\n', '\r\n', ' \\\n').map((end) => ['FROM a AS a', ...lines].join(end)));

const request: fc.Arbitrary<DockerfileRequest> = fc.record(
  {
    text: fc.oneof({ weight: 9, arbitrary: dockerfile }, line, fc.string({ unit: 'binary' })),
    target: fc.constantFrom('', 'a', 'b'),
    buildArgs: fc.dictionary(fc.constantFrom('A', 'b', 'TARGETARCH'), fc.string()),
    platforms: fc.array(fc.constantFrom('linux/amd64', 'linux/arm/v7', 'windows/amd64'), { maxLength: 2 }),
    dockerignore: fc.string({
      unit: fc.constantFrom('a', '-', 'A', '^', '*', '/', '!', '[', ']', '\\', '\n', '.', '#', '?', '('),
    }),
    namedContexts: fc.dictionary(
      fc.constantFrom('a', 'alpine:3', 'b'),
      fc.constantFrom('local:x', 'docker-image://b', 'x'),
    ),
  },
  { requiredKeys: ['text'] },
);

function outcome(request: DockerfileRequest): DockerfilePlan | string {
  try {
    return planDockerfile(request);
  } catch (error) {
    if (error instanceof DockerfileError) return error.message;
    throw error;
  }
}

describe('Any Dockerfile', () => {
  it('is planned or refused, always in the same way, each step after those that it needs', () => {
    let planned = 0;
    fc.assert(
      fc.property(request, (request) => {
        const plan = outcome(request);
        expect(outcome(request)).to.deep.equal(plan);
        if (typeof plan === 'string') {
          expect(plan).to.not.equal('');
          return;
        }
        planned++;
        for (const [place, { inputs, name }] of plan.steps.entries()) {
          expect(name).to.not.equal('');
          for (const input of inputs) expect(input).to.be.below(place);
        }
        expect(new Set(plan.steps.map(({ digest }) => digest)).size).to.equal(plan.steps.length);
      }),
      { numRuns: 400 },
    );
    // Otherwise the property would be about errors only.
    expect(planned).to.be.above(5);
  });

  it('can be checked, unless its options are wrong', () => {
    fc.assert(
      fc.property(request, (request) => {
        const { 'result.json': json, 'result.statuscode': status } = lint(request);
        const { warnings, buildError } = JSON.parse(json) as { warnings: object[] | null; buildError?: object };
        expect(status).to.equal(warnings === null && buildError === undefined ? '0' : '1');
      }),
      { numRuns: 150 },
    );
  });
});
