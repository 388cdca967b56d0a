import { expect } from 'chai';
import { DockerfileError } from '../../src/dockerfile/dockerfile-error.js';
import { imageOf } from '../../src/dockerfile/image.js';
import type { PlannedStep } from '../../src/dockerfile/plan.js';
import { planDockerfile } from '../../src/dockerfile/plan-dockerfile.js';
import type { DockerfileRequest } from '../../src/dockerfile/request.js';
import { imageDigest } from '../../src/scenarios/builders/sequences/digest-of.js';

type Options = Omit<DockerfileRequest, 'text'>;

const planOf = (text: string, options: Options = {}) => planDockerfile({ text, ...options });
const names = (text: string, options?: Options): readonly string[] =>
  planOf(text, options).steps.map(({ name }) => name.replace(/@sha256:\w+/, ''));
const stepOf = (text: string, part: string, options?: Options): PlannedStep => {
  const found = planOf(text, options).steps.find(({ name }) => name.includes(part));
  expect(found, part).to.not.equal(undefined);
  return found!;
};

describe('A planned step', () => {
  it('comes after those that it needs', () => {
    const { steps } = planOf(
      'FROM a AS x\nRUN 1\nFROM b\nCOPY --from=x / /\nCOPY . .\nRUN --mount=from=c,target=/c 2\n',
    );
    for (const [place, { inputs }] of steps.entries()) for (const input of inputs) expect(input).to.be.below(place);
  });

  it('takes what ADD says of a repository or a file, where its URL says the same or nothing', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    for (const line of [
      'ADD --keep-git-dir --checksum=aa https://e.org/r.git?keep-git-dir=true&commit=aa /',
      'ADD --keep-git-dir=false https://e.org/r.git?ref=v1&submodules#v1 /',
      `ADD --checksum=${digest} https://e.org/x /`,
    ])
      expect(stepOf(`FROM scratch\n${line}`, 'ADD').name).to.equal(`[1/1] ${line}`);
  });

  it('is the same step if it does the same to the same', () => {
    const text =
      'FROM alpine AS a\nRUN make\nFROM alpine AS b\nRUN make\nFROM scratch\nCOPY --from=a / /a\nCOPY --from=b / /b\n';
    const made = names(text).filter((name) => name.endsWith('RUN make'));
    expect(made).to.deep.equal(['[b 2/2] RUN make']);
    const { steps } = planOf(text);
    expect(new Set(steps.map(({ digest }) => digest)).size).to.equal(steps.length);
    expect(steps.at(-1)?.digest).to.equal(planOf(text).steps.at(-1)?.digest);
    expect(steps.at(-1)?.digest).to.not.equal(planOf(text.replace('make', 'other')).steps.at(-1)?.digest);
  });

  it('names the image in full, with the digest that fakes give it', () => {
    const image = 'docker.io/library/alpine:latest';
    expect(stepOf('FROM alpine\nRUN x', 'FROM').name).to.equal(`[1/2] FROM ${image}@${imageDigest(image)}`);
    const pinned = `ghcr.io/o/r@sha256:${'0'.repeat(64)}`;
    expect(stepOf(`FROM ${pinned}\nRUN x`, 'FROM').name).to.equal(`[1/2] FROM ${pinned}`);
    expect(names('FROM localhost:5000/a:b\nRUN x')).to.include('[1/2] FROM localhost:5000/a:b');
  });

  it('says where it stands, and in which stage', () => {
    const { location, stage } = stepOf('FROM a AS x\nFROM a AS y\nRUN b \\\n c\n', 'RUN');
    expect(location.map(({ start }) => start.line)).to.deep.equal([3, 4]);
    expect(stage).to.equal('y');
  });

  it('says what it runs, and as whom', () => {
    const text = 'FROM a\nARG V=1\nENV W=2\nWORKDIR /w\nUSER u\nRUN exit 7';
    const { command, run } = stepOf(text, 'RUN');
    expect(command).to.equal('/bin/sh -c exit 7');
    expect(run?.env).to.deep.equal(['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'V=1', 'W=2']);
    expect([run?.cwd, run?.user]).to.deep.equal(['/w', 'u']);
  });

  it('says what it mounts', () => {
    const mounts = [
      '--mount=type=secret,id=a,required',
      '--mount=type=secret,target=/run/b,env=B',
      '--mount=type=secret,id=c,env=C',
      '--mount=type=ssh',
      '--mount=type=ssh,id=k,required=true',
      '--mount=type=cache,target=/c/,sharing=locked',
      '--mount=type=cache,id=i,target=/d',
    ];
    const { run } = stepOf(`FROM a\nRUN ${mounts.join(' ')} x`, 'RUN', { buildArgs: { BUILDKIT_CACHE_MOUNT_NS: 'n' } });
    expect(run?.secrets).to.deep.equal([
      { id: 'a', required: true, target: '/run/secrets/a' },
      { id: 'b', required: false, target: '/run/b', env: 'B' },
      { id: 'c', required: false, env: 'C' },
    ]);
    expect(run?.ssh).to.deep.equal([
      { id: 'default', required: false },
      { id: 'k', required: true },
    ]);
    expect(run?.cacheMounts).to.deep.equal([
      { id: 'n//c', target: '/c/', sharing: 'locked' },
      { id: 'n/i', target: '/d', sharing: 'shared' },
    ]);
  });

  it('hides what a variable of a secret holds', () => {
    expect(names('FROM a\nRUN --mount=type=secret,id=x,env=TOKEN use $TOKEN')).to.include(
      '[stage-0 2/2] RUN --mount=type=secret,id=x,env=TOKEN use ****',
    );
  });

  it('must not come from the cache where that is asked for', () => {
    const text = 'FROM a AS X\nRUN 1\nFROM x AS y\nRUN 2';
    const fresh = (noCache: Options['noCache']): readonly string[] =>
      planOf(text, noCache === undefined ? {} : { noCache })
        .steps.filter((step) => step.noCache)
        .map(({ name }) => name);
    expect(fresh(undefined)).to.deep.equal([]);
    expect(fresh(['x'])).to.deep.equal(['[x 2/2] RUN 1']);
    expect(fresh('all')).to.deep.equal(['[x 2/2] RUN 1', '[y 1/1] RUN 2']);
  });

  it('is not there for what is not read', () => {
    expect(planOf('FROM a\nRUN x').needsContext).to.equal(false);
    expect(names('FROM a\nRUN x', { hasOwnDockerignore: true })).to.not.include('[internal] load .dockerignore');
    expect(names('FROM scratch\nENV A=1')).to.deep.equal([
      '[internal] load build definition from Dockerfile',
      '[internal] load .dockerignore',
    ]);
  });
});

describe('A frontend that is an image', () => {
  const frontend = (text: string, options?: Options): readonly string[] => names(text, options).slice(1, -1);

  it('is loaded before it reads on', () => {
    expect(frontend('# syntax=docker/dockerfile:1 --x\nFROM scratch')).to.deep.equal([
      'resolve image config for docker-image://docker.io/docker/dockerfile:1',
      'docker-image://docker.io/docker/dockerfile:1',
    ]);
    const { steps } = planOf('# syntax=docker/dockerfile:1\nFROM scratch');
    expect(steps[2]?.name).to.equal(
      `docker-image://docker.io/docker/dockerfile:1@${imageDigest('docker.io/docker/dockerfile:1')}`,
    );
  });

  it('is the one that a build argument names', () => {
    const options = { buildArgs: { BUILDKIT_SYNTAX: 'e.org/other' } };
    expect(frontend('# syntax=docker/dockerfile:1\nFROM scratch', options)[0]).to.equal(
      'resolve image config for docker-image://e.org/other:latest',
    );
    expect(() => planOf('FROM a', { buildArgs: { BUILDKIT_SYNTAX: 'A' } })).to.throw(
      DockerfileError,
      'failed with build-arg:BUILDKIT_SYNTAX = A: invalid reference format: repository name (library/A) must be lowercase',
    );
  });

  it('is none for other comments', () => {
    expect(frontend('# no\n# syntax=docker/dockerfile:1\nFROM scratch')).to.deep.equal([]);
  });
});

describe('What a plan reads from the client', () => {
  const context = (text: string, options?: Options) => stepOf(text, 'load build context', options).local;

  it('are the paths that are copied or mounted', () => {
    const text = 'FROM a\nCOPY go.* /x/y ./\nADD https://e.org/f b/ /\nRUN --mount=source=m,target=/m x\n';
    expect(context(text)?.followPaths).to.deep.equal(['b', 'go.*', 'm', 'x/y']);
    expect(planOf(text).contextPaths).to.deep.equal(['b', 'go.*', 'm', 'x/y']);
  });

  it('is everything, once the root is', () => {
    expect(context('FROM a\nCOPY x /\nCOPY . /')?.followPaths).to.deep.equal([]);
  });

  it('is not what .dockerignore leaves out', () => {
    const dockerignore = '# no\n\n/dist/\n !dist/keep \n**/*.log\n';
    expect(context('FROM a\nCOPY . .', { dockerignore })?.excludePatterns).to.deep.equal([
      'dist',
      '!dist/keep',
      '**/*.log',
    ]);
  });

  it('is the Dockerfile, under any name', () => {
    const step = stepOf('FROM a', 'load build definition', { filename: 'docker/Dockerfile' });
    expect(step.name).to.equal('[internal] load build definition from docker/Dockerfile');
    expect(step.local?.followPaths).to.deep.equal([
      'docker/Dockerfile',
      'docker/Dockerfile.dockerignore',
      'docker/dockerfile',
    ]);
  });
});

describe('A plan for several platforms', () => {
  const platforms = ['linux/amd64', 'linux/arm64'];

  it('names them, and what is built for where it is told', () => {
    const text =
      'FROM --platform=$BUILDPLATFORM go AS build\nARG TARGETARCH\nRUN make\nFROM alpine\nCOPY --from=build /x /\n';
    expect(names(text, { platforms })).to.deep.equal([
      '[internal] load build definition from Dockerfile',
      '[linux/amd64 internal] load metadata for docker.io/library/go:latest',
      '[linux/amd64 internal] load metadata for docker.io/library/alpine:latest',
      '[linux/arm64 internal] load metadata for docker.io/library/alpine:latest',
      '[internal] load .dockerignore',
      '[linux/amd64 stage-1 1/2] FROM docker.io/library/alpine:latest',
      '[linux/amd64 build 1/2] FROM docker.io/library/go:latest',
      '[linux/amd64 build 2/2] RUN make',
      '[linux/amd64 stage-1 2/2] COPY --from=build /x /',
      '[linux/arm64 stage-1 1/2] FROM docker.io/library/alpine:latest',
      '[linux/amd64->arm64 build 2/2] RUN make',
      '[linux/arm64 stage-1 2/2] COPY --from=build /x /',
    ]);
  });

  it('has an image for each, with its own step', () => {
    const { images, steps } = planOf('FROM alpine\nRUN x', { platforms: ['linux/amd64', 'linux/arm/v7'] });
    expect(images.map(({ platform, image }) => [platform, image.architecture, image.variant])).to.deep.equal([
      ['linux/amd64', 'amd64', undefined],
      ['linux/arm/v7', 'arm', 'v7'],
    ]);
    expect(images.map(({ step }) => steps[step ?? 0]?.name)).to.deep.equal([
      '[linux/amd64 2/2] RUN x',
      '[linux/arm/v7 2/2] RUN x',
    ]);
  });

  it('names a single one only if that is asked for', () => {
    const single = { platforms: ['linux/arm64'] };
    expect(names('FROM a\nRUN x', single)).to.include('[2/2] RUN x');
    expect(names('FROM a\nRUN x', { ...single, multiPlatform: true })).to.include('[linux/arm64 2/2] RUN x');
    expect(names('FROM a\nRUN x', { ...single, buildArgs: { BUILDKIT_MULTI_PLATFORM: '1' } })).to.include(
      '[linux/arm64 2/2] RUN x',
    );
    expect(() => planOf('FROM a', { platforms, multiPlatform: false })).to.throw(
      DockerfileError,
      'conflicting config: returning multiple target platforms is not allowed',
    );
  });

  it('warns once', () => {
    expect(planOf('FROM a\nCMD x', { platforms }).warnings).to.have.lengthOf(1);
  });

  it('refuses what is no platform', () => {
    expect(() => planOf('FROM a', { platforms: ['nonsense'] })).to.throw(
      DockerfileError,
      'failed to parse target platform nonsense: "nonsense": unknown operating system or architecture: invalid argument',
    );
  });
});

describe('The arguments that every Dockerfile has', () => {
  it('tell what is built, and on what', () => {
    const text =
      'FROM a AS b\nARG TARGETSTAGE BUILDARCH TARGETOS TARGETVARIANT\nRUN $TARGETSTAGE $BUILDARCH $TARGETOS $TARGETVARIANT';
    const ran = (options: Options): readonly string[] => names(text, options).filter((name) => name.includes('RUN'));
    expect(ran({})).to.deep.equal(['[2/2] RUN b amd64 linux ']);
    const other = { target: 'B', buildPlatform: 'linux/arm64', platforms: ['linux/arm/v6'] };
    expect(ran(other)).to.deep.equal(['[2/2] RUN B arm64 linux v6']);
    expect(names('FROM a\nARG TARGETSTAGE\nRUN $TARGETSTAGE')).to.include('[2/2] RUN default');
    expect(ran({ buildArgs: { TARGETSTAGE: 'given' } })).to.deep.equal(['[2/2] RUN given amd64 linux ']);
  });
});

describe('A named context', () => {
  it('replaces an image, whose FROM is not counted as a step of its own', () => {
    expect(names('FROM alpine\nRUN x', { namedContexts: { alpine: 'docker-image://debian:12' } })).to.deep.equal([
      '[internal] load build definition from Dockerfile',
      '[context alpine] load metadata for debian:12',
      '[internal] load .dockerignore',
      '[context alpine] debian:12',
      '[1/2] RUN x',
    ]);
  });

  it('replaces a stage, for one platform if it says so', () => {
    const text = 'FROM alpine AS base\nRUN x\nFROM base\nCOPY a b\n';
    const namedContexts = { 'base::linux/arm64': 'https://e.org/x.tar' };
    expect(names(text, { namedContexts })).to.include('[base 2/2] RUN x');
    expect(names(text, { namedContexts, platforms: ['linux/arm64'] })).to.not.include('[base 2/2] RUN x');
  });

  it('is loaded from the client, as far as it is read', () => {
    const options = { namedContexts: { src: 'local:other' } };
    const text = 'FROM alpine\nCOPY --from=src a b /\n';
    expect(stepOf(text, '[context src] load from client', options).local).to.deep.equal({
      name: 'other',
      followPaths: ['a', 'b'],
      excludePatterns: [],
    });
    expect(stepOf(text, '[context src] load .dockerignore', options).local?.followPaths).to.deep.equal([
      '.dockerignore',
    ]);
  });

  it('comes from elsewhere', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const of = (value: string) => names('FROM scratch\nCOPY --from=x / /', { namedContexts: { x: value } });
    expect(of('https://e.org/r.git#main')).to.include('[internal] load git source https://e.org/r.git#main');
    expect(of('https://e.org/x.tar')).to.include('[context x] https://e.org/x.tar');
    expect(of(`oci-layout://store@${digest}`)).to.include('[context x] OCI load from client');
    expect(of('docker-image://scratch').filter((name) => name.includes('context'))).to.deep.equal([]);
    expect(of('input:other')).to.include('[context x] input:other');
  });

  it('is of a known kind', () => {
    const of = (value: string) => planOf('FROM x', { namedContexts: { x: value } });
    expect(() => of('ftp://x')).to.throw(DockerfileError, 'unsupported context source ftp for x');
    expect(() => of('x')).to.throw(DockerfileError, 'invalid context specifier x for x');
  });
});

describe('The image that a plan begins with', () => {
  const resolveImage: DockerfileRequest['resolveImage'] = (_, platform) => ({
    digest: `sha256:${'b'.repeat(64)}`,
    image: imageOf(
      { os: platform.split('/')[0] ?? '', architecture: 'amd64', variant: '' },
      { Env: ['A=1'], WorkingDir: '/base', Cmd: ['c'], OnBuild: ['RUN from $A', 'COPY x /x'], User: 'me' },
    ),
  });

  // Its own vertex was named before its triggers were known.
  it('gives its variables, its directory and its triggers', () => {
    const { steps, images } = planOf('FROM a\nWORKDIR sub', { resolveImage });
    expect(steps.map(({ name }) => name).slice(3)).to.deep.equal([
      `[1/2] FROM docker.io/library/a:latest@sha256:${'b'.repeat(64)}`,
      '[2/4] ONBUILD RUN from 1',
      '[internal] load build context',
      '[3/4] ONBUILD COPY x /x',
      '[4/4] WORKDIR sub',
    ]);
    const [image] = images;
    expect(image?.image.config).to.deep.include({
      Env: ['A=1', 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      WorkingDir: '/base/sub',
      User: 'me',
      Cmd: ['c'],
    });
    expect(image?.image.config).to.not.have.property('OnBuild');
  });

  it('has a trigger that is an instruction', () => {
    const broken: typeof resolveImage = (name, platform) => {
      const resolved = resolveImage(name, platform);
      return { ...resolved, image: { ...resolved.image, config: { OnBuild: ['RUNN x'] } } };
    };
    try {
      planOf('# first\nFROM a', { resolveImage: broken });
      expect.fail('planned');
    } catch (error) {
      expect((error as DockerfileError).message).to.equal('unknown instruction: RUNN (did you mean RUN?)');
      expect((error as DockerfileError).locations.flat().map(({ start }) => start.line)).to.deep.equal([2]);
    }
  });

  it('loses its command to an entrypoint', () => {
    const settings = (text: string) => planOf(text, { resolveImage }).images[0]?.image.config;
    expect(settings('FROM a\nENTRYPOINT ["e"]')).to.not.have.property('Cmd');
    expect(settings('FROM a\nCMD ["d"]\nENTRYPOINT ["e"]')).to.have.property('Cmd');
  });

  it('is run by the shell of its system', () => {
    const { command } = stepOf('FROM a\nRUN x', 'RUN x', { resolveImage, platforms: ['windows/amd64'] });
    expect(command).to.equal('cmd /S /C x');
  });
});

describe('A Dockerfile is refused', () => {
  const refused: readonly (readonly [text: string, reason: string, options?: Options])[] = [
    ['', 'the Dockerfile cannot be empty'],
    ['ARG A', 'dockerfile contains no stages to build'],
    ['FROM --platform=$X a', 'empty platform value from expression $X'],
    [
      'FROM --platform=$TARGETPLATFROM a',
      'empty platform value from expression $TARGETPLATFROM (did you mean TARGETPLATFORM?)',
    ],
    ['FROM a\nCOPY --link=x a b', 'dockerfile parse error on line 2: expecting boolean value for flag --link, not: x'],
    ['FROM a\nCOPY --link= a b', 'dockerfile parse error on line 2: missing a value on flag: --link'],
    ['FROM a\nCOPY --chown a b', 'dockerfile parse error on line 2: missing a value on flag: --chown'],
    ['FROM a\nCOPY --chown=1 --chown=2 a b', 'dockerfile parse error on line 2: duplicate flag specified: --chown'],
    ['FROM a\nCOPY a <<b\nb', 'dockerfile parse error on line 2: COPY cannot accept a heredoc as a destination'],
    ['FROM a\nRUN --network=x y', 'dockerfile parse error on line 2: invalid network mode "x"'],
    ['FROM a\nRUN --security=x y', 'dockerfile parse error on line 2: security "x" is not valid'],
    [
      'FROM a\nRUN --mount=from=$x,target=/x y',
      "dockerfile parse error on line 2: 'from' doesn't support variable expansion, define alias stage instead",
    ],
    ['FROM a\nRUN --mount=type=tmpfs,target=/x,uid=1 y', 'uid not allowed for "tmpfs" type mounts'],
    ['FROM a\nRUN --mount=type=secret y', 'invalid secret mount. one of source, target required'],
    ['FROM a\nRUN --mount=type=secret,from=b,id=x y', 'secret mount should not have a from'],
    ['FROM a\nRUN --mount=type=secret,id=x,src=y z', "both source and id can't be set"],
    ['FROM a\nRUN --mount=type=bind,sharing=locked,target=/x z', 'invalid cache sharing set for bind mount'],
    [
      'FROM a\nRUN --mount=type=cache,sharing=lokced,target=/x z',
      'unsupported sharing value "lokced" (did you mean locked?)',
    ],
    ['FROM a\nRUN --mount=type=cache,required z', "unexpected key 'required' for mount type 'cache'"],
    ['FROM a\nRUN --mount=type=bind,size=1m,target=/x z', "unexpected key 'size' for mount type 'bind'"],
    ['FROM a\nRUN --mount=type=cache,mode=9,target=/x z', 'invalid value 9 for mode'],
    ['FROM a\nRUN --mount=type=bind,ro=maybe,target=/x z', 'invalid value for ro: maybe'],
    ['FROM a\nRUN --mount=nonsense z', "invalid field 'nonsense' must be a key=value pair"],
    ['FROM a\nRUN --mount=type=bind,target=/ z', 'invalid mount target "/"'],
    ['FROM a\nRUN --mount=type=ssh,source=x z', 'ssh does not support source'],
    [
      'FROM a AS x\nCOPY --from=y / /\nFROM x AS y',
      'cannot copy from stage "y", it needs to be defined before current stage "x"',
      { target: 'x' },
    ],
    [
      'FROM a\nONBUILD ONBUILD RUN x',
      "dockerfile parse error on line 2: Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed",
    ],
    ['FROM a\nHEALTHCHECK NONE x', 'dockerfile parse error on line 2: HEALTHCHECK NONE takes no arguments'],
    ['FROM a\nHEALTHCHECK CMD', 'dockerfile parse error on line 2: Missing command after HEALTHCHECK CMD'],
    ['FROM a\nHEALTHCHECK FOO x', 'dockerfile parse error on line 2: Unknown type "FOO" in HEALTHCHECK (try CMD)'],
    [
      'FROM a\nHEALTHCHECK --interval=1us CMD x',
      'dockerfile parse error on line 2: Interval "interval" cannot be less than 1ms',
    ],
    ['FROM a\nHEALTHCHECK --retries=-1 CMD x', 'dockerfile parse error on line 2: --retries cannot be negative (-1)'],
    [
      'FROM a\nHEALTHCHECK --timeout=1x CMD x',
      'dockerfile parse error on line 2: time: unknown unit "x" in duration "1x"',
    ],
    ['FROM a\nEXPOSE 70000', 'invalid containerPort: 70000'],
    ['FROM a\nEXPOSE x:80', 'invalid hostPort: x'],
    ['FROM a\nEXPOSE 1.2.3:80:80', 'invalid IP address: 1.2.3'],
    ['FROM a\nEXPOSE 80-81:80-82', 'invalid ranges specified for container and host Ports: 80-82 and 80-81'],
    ['FROM a\nVOLUME [""]', 'dockerfile parse error on line 2: VOLUME specified can not be an empty string'],
    ['FROM a\nENV =x', 'dockerfile parse error on line 2: ENV names can not be blank'],
    ['FROM a\nADD --checksum=sha256:0 b c /d', "checksum can't be specified for multiple sources"],
    ...(
      [
        ['ADD --checksum=sha256:0 https://e.org/x /', 'invalid checksum digest length'],
        ['ADD --checksum=md5:0 https://e.org/x /', 'unsupported digest algorithm'],
        ['ADD --checksum=0 https://e.org/x /', 'invalid checksum digest format'],
        [`ADD --checksum=sha256:${'A'.repeat(64)} https://e.org/x /`, 'invalid checksum digest format'],
        ['ADD --checksum=aa https://e.org/r.git?checksum=bb /', 'checksum mismatch "aa" != "bb"'],
        ['ADD --keep-git-dir https://e.org/r.git?keep-git-dir=0 /', 'inconsistent keep-git-dir configuration'],
        ['ADD https://e.org/r.git?keep-git-dir=x#v1 /', 'invalid keep-git-dir value: "x"'],
        ['ADD https://e.org/r.git?branch=a&branch=b /', 'query "branch" has multiple values'],
        ['ADD https://e.org/r.git?branch= /', 'query "branch" has no value'],
        ['ADD https://e.org/r.git?brunch=a /', 'unexpected query "brunch"'],
        ['ADD --keep-git-dir=maybe a /', 'expecting boolean value for flag --keep-git-dir, not: maybe'],
        ['ADD --parents a /', 'unknown flag: --parents'],
        ['COPY --keep-git-dir a /', 'unknown flag: --keep-git-dir'],
        ['COPY --checksum=sha256:0 a /', 'unknown flag: --checksum'],
        ['COPY --exclude a /', 'missing a value on flag: --exclude'],
      ] as const
    ).map(([line, reason]) => [`FROM a\n${line}`, reason] as const),
    ['FROM a\nCOPY git@e.org:x/y.git /', "source can't be a git ref for COPY"],
    ['# check=skip\nFROM a', 'failed to parse check options: invalid check option "skip"'],
    ['# check=error=true\nFROM a\nCMD x', 'lint violation found for rules: JSONArgsRecommended'],
    [
      'FROM a',
      'failed to parse build-arg:BUILDKIT_DOCKERFILE_CHECK: invalid check option "x"',
      { buildArgs: { BUILDKIT_DOCKERFILE_CHECK: 'x=1' } },
    ],
    ...['[', 'a[]', '[a', '[-a]', '[^]', '[a-]', '!x\\', 'a\\'].map(
      (dockerignore) => ['FROM a', 'syntax error in pattern', { dockerignore }] as const,
    ),
    ['FROM a', 'illegal exclusion pattern: "!"', { dockerignore: ' ! ' }],
    ['FROM a', 'invalid boolean value for multi-platform: x', { buildArgs: { BUILDKIT_MULTI_PLATFORM: 'x' } }],
    ['FROM a@sha256:0', 'failed to parse stage name "a@sha256:0": invalid reference format'],
    [
      `FROM ${'a'.repeat(64)}`,
      `invalid repository name (${'a'.repeat(64)}), cannot specify 64-byte hexadecimal strings`,
    ],
  ];
  for (const [text, reason, options] of refused) {
    it(`${JSON.stringify(text)}: ${reason}`, () => {
      expect(() => planOf(text, options)).to.throw(DockerfileError, reason);
    });
  }
});
