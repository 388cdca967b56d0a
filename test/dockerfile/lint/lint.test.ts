import { expect } from 'chai';
import { imageOf } from '../../../src/dockerfile/image.js';
import { rules } from '../../../src/dockerfile/lint/rules.js';
import { planDockerfile } from '../../../src/dockerfile/plan-dockerfile.js';
import type { DockerfileRequest } from '../../../src/dockerfile/request.js';
import { lint } from '../../../src/dockerfile/subrequests/lint.js';

type Options = Omit<DockerfileRequest, 'text'>;

const warnings = (text: string, options: Options = {}): readonly string[] =>
  planDockerfile({ text, ...options }).warnings.map(({ short }) => short);

interface Case {
  readonly wrong: string;
  readonly says: readonly string[];
  readonly right: string;
  readonly options?: Options;
}

const cases: Readonly<Record<keyof typeof rules, Case>> = {
  stageNameCasing: {
    wrong: 'FROM a AS Build',
    says: ["StageNameCasing: Stage name 'Build' should be lowercase (line 1)"],
    right: 'FROM a AS build',
  },
  fromAsCasing: {
    wrong: 'FROM a as b',
    says: ["FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)"],
    right: 'from a as b',
  },
  noEmptyContinuation: {
    wrong: 'FROM a\nRUN x \\\n\n  y',
    says: ['NoEmptyContinuation: Empty continuation line (line 4)'],
    right: 'FROM a\nRUN x \\\n# y\n  y',
  },
  consistentInstructionCasing: {
    wrong: 'FROM a\nrun x\nUSER y\nUser y',
    says: [
      "ConsistentInstructionCasing: Command 'run' should match the case of the command majority (uppercase) (line 2)",
      "ConsistentInstructionCasing: Command 'User' should match the case of the command majority (uppercase) (line 4)",
    ],
    right: 'from a\nrun x',
  },
  duplicateStageName: {
    wrong: 'FROM a AS b\nFROM a AS B',
    says: [
      "StageNameCasing: Stage name 'B' should be lowercase (line 2)",
      'DuplicateStageName: Duplicate stage name "b", stage names should be unique (line 2)',
    ],
    right: 'FROM a AS b\nFROM a AS c',
  },
  reservedStageName: {
    wrong: 'FROM a AS scratch',
    says: ['ReservedStageName: Stage name should not use the same name as reserved stage "scratch" (line 1)'],
    right: 'FROM a AS b',
  },
  jsonArgsRecommended: {
    wrong: 'FROM a\nENTRYPOINT x',
    says: [
      'JSONArgsRecommended: JSON arguments recommended for ENTRYPOINT to prevent unintended behavior related to OS signals (line 2)',
    ],
    right: 'FROM a\nSHELL ["bash"]\nENTRYPOINT x\nCMD ["y"]',
  },
  maintainerDeprecated: {
    wrong: 'FROM a\nMAINTAINER x',
    says: ['MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label (line 2)'],
    right: 'FROM a\nLABEL maintainer=x',
  },
  undefinedArgInFrom: {
    wrong: 'ARG VERSION=1\nFROM a:1${VERSOIN}',
    says: ["UndefinedArgInFrom: FROM argument 'VERSOIN' is not declared (did you mean VERSION?) (line 2)"],
    right: 'ARG VERSION\nFROM a:1${VERSION}$TARGETARCH',
  },
  workdirRelativePath: {
    wrong: 'FROM a\nWORKDIR x\nWORKDIR y',
    says: ['WorkdirRelativePath: Relative workdir "x" can have unexpected results if the base image changes (line 2)'],
    right: 'FROM a\nWORKDIR /x\nWORKDIR y',
  },
  undefinedVar: {
    wrong: 'FROM a\nENV DIR=/a\nCOPY x $DRI/$NOTHING/${GIVEN:-z}\nRUN $SHELL',
    says: [
      "UndefinedVar: Usage of undefined variable '$DRI' (did you mean $DIR?) (line 3)",
      "UndefinedVar: Usage of undefined variable '$NOTHING' (line 3)",
      "UndefinedVar: Usage of undefined variable '$GIVEN' (line 3)",
    ],
    right: 'FROM a\nENV DIR=/a\nARG NOTHING\nCOPY x $DIR/$NOTHING/$PATH',
  },
  multipleInstructionsDisallowed: {
    wrong: 'FROM a\nCMD ["x"]\nCMD ["y"]',
    says: [
      'MultipleInstructionsDisallowed: Multiple CMD instructions should not be used in the same stage because only the last one will be used (line 2)',
    ],
    right: 'FROM a AS b\nCMD ["x"]\nFROM b\nCMD ["y"]',
  },
  legacyKeyValueFormat: {
    wrong: 'FROM a\nENV x y\nLABEL x y',
    says: [
      'LegacyKeyValueFormat: "ENV key=value" should be used instead of legacy "ENV key value" format (line 2)',
      'LegacyKeyValueFormat: "LABEL key=value" should be used instead of legacy "LABEL key value" format (line 3)',
    ],
    right: 'FROM a\nENV x=y',
  },
  invalidBaseImagePlatform: {
    wrong: 'FROM other',
    says: [
      'InvalidBaseImagePlatform: Base image other was pulled with platform "linux/arm64", expected "linux/amd64" for current build (line 1)',
    ],
    right: 'FROM same',
    options: {
      resolveImage: (name) => {
        const architecture = name.includes('other') ? 'arm64' : 'amd64';
        return { digest: `sha256:${'0'.repeat(64)}`, image: imageOf({ os: 'linux', architecture, variant: '' }, {}) };
      },
    },
  },
  redundantTargetPlatform: {
    wrong: 'FROM --platform=${TARGETPLATFORM} a',
    says: [
      'RedundantTargetPlatform: Setting platform to predefined ${TARGETPLATFORM} in FROM is redundant as this is the default behavior (line 1)',
    ],
    right: 'FROM --platform=$BUILDPLATFORM a',
  },
  secretsUsedInArgOrEnv: {
    wrong: 'FROM a\nARG GITHUB_TOKEN\nENV AUTH=x',
    says: [
      'SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (ARG "GITHUB_TOKEN") (line 2)',
      'SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (ENV "AUTH") (line 3)',
    ],
    right: 'FROM a\nARG TOKEN_FILE PUBLIC_KEY AUTHOR KEYBOARD',
  },
  invalidDefaultArgInFrom: {
    wrong: 'ARG TAG\nFROM a:$TAG',
    says: [
      'InvalidDefaultArgInFrom: Default value for ARG a:$TAG results in empty or invalid base image name (line 2)',
    ],
    right: 'ARG TAG=1\nFROM a:$TAG',
    options: { buildArgs: { TAG: '2' } },
  },
  fromPlatformFlagConstDisallowed: {
    wrong: 'FROM --platform=linux/arm64 a',
    says: [
      'FromPlatformFlagConstDisallowed: FROM --platform flag should not use constant value "linux/arm64" (line 1)',
    ],
    right: 'FROM --platform=linux/arm64 a AS build-arm64',
  },
  copyIgnoredFile: {
    wrong: 'FROM a\nCOPY dist/x node_modules kept /\nADD b.log /',
    says: [
      'CopyIgnoredFile: Attempting to Copy file "dist/x" that is excluded by .dockerignore (line 2)',
      'CopyIgnoredFile: Attempting to Copy file "node_modules" that is excluded by .dockerignore (line 2)',
      'CopyIgnoredFile: Attempting to Add file "b.log" that is excluded by .dockerignore (line 3)',
    ],
    right: 'FROM a\nCOPY . kept distant /\nCOPY --from=a dist /',
    options: { dockerignore: 'dist\n**/node_modules\n*.log' },
  },
  invalidDefinitionDescription: {
    wrong: '# check=experimental=all\n# something\nARG A\n# x\nFROM a AS b\n# y\nARG C D',
    says: [
      'InvalidDefinitionDescription: Comment for ARG should follow the format: `# A <description>` (line 3)',
      'InvalidDefinitionDescription: Comment for FROM should follow the format: `# b <description>` (line 5)',
      'InvalidDefinitionDescription: Comment for ARG should follow the format: `# <arg_key> <description>` (line 7)',
    ],
    right: '# something\nARG A\n# x\nFROM a AS b',
  },
  exposeProtoCasing: {
    wrong: 'FROM a\nEXPOSE 80/TCP',
    says: ["ExposeProtoCasing: Defined protocol '80/TCP' in EXPOSE instruction should be lowercase (line 2)"],
    right: 'FROM a\nEXPOSE 80/tcp',
  },
  exposeInvalidFormat: {
    wrong: 'FROM a\nEXPOSE 127.0.0.1:80:80 [::1]:8:8 5000:5000',
    says: [
      "ExposeInvalidFormat: EXPOSE instruction should not define an IP address or host-port mapping, found '127.0.0.1:80:80' (line 2)",
      "ExposeInvalidFormat: EXPOSE instruction should not define an IP address or host-port mapping, found '5000:5000' (line 2)",
      "ExposeInvalidFormat: EXPOSE instruction should not define an IP address or host-port mapping, found '[::1]:8:8' (line 2)",
    ],
    right: 'FROM a\nEXPOSE 80 1000-1002/udp',
  },
};

describe('The rules of the linter', () => {
  for (const [key, { wrong, says, right, options }] of Object.entries(cases)) {
    const { name } = rules[key as keyof typeof rules];
    it(name, () => {
      expect(warnings(wrong, options)).to.deep.equal(says);
      expect(warnings(right, options).filter((text) => text.startsWith(name))).to.deep.equal([]);
    });
  }

  it('are sent with what they are about, and where to read on', () => {
    expect(planDockerfile({ text: 'FROM a\nCMD x' }).warnings).to.deep.equal([
      {
        level: 1,
        short:
          'JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals (line 2)',
        detail: ['JSON arguments recommended for ENTRYPOINT/CMD to prevent unintended behavior related to OS signals'],
        url: 'https://docs.docker.com/go/dockerfile/rule/json-args-recommended/',
        ranges: [{ start: { line: 2, character: 0 }, end: { line: 2, character: 0 } }],
      },
    ]);
  });

  it('are not checked where that is said', () => {
    const text = 'FROM a\nMAINTAINER x\nCMD x';
    expect(warnings(`# check=skip=all\n${text}`)).to.deep.equal([]);
    expect(warnings(`# check=skip=JSONArgsRecommended, MaintainerDeprecated\n${text}`)).to.have.lengthOf(1);
    expect(warnings(`# check=skip=JSONArgsRecommended,MaintainerDeprecated\n${text}`)).to.deep.equal([]);
    expect(warnings('FROM a\nMAINTAINER x\n# check=skip=all\nCMD x')).to.have.lengthOf(1);
    expect(warnings(`# check=skip=all\n${text}`, { buildArgs: { BUILDKIT_DOCKERFILE_CHECK: '' } })).to.have.lengthOf(2);
  });

  it('with exceptions in .dockerignore nobody can tell what is left out', () => {
    expect(warnings('FROM a\nCOPY dist /', { dockerignore: 'dist\n!dist/x' })).to.deep.equal([]);
  });

  it('look at the stages that are built; a check looks at all of them', () => {
    const text = 'FROM a AS b\nCMD x\nFROM a';
    expect(warnings(text)).to.deep.equal([]);
    expect(lint({ text })['result.statuscode']).to.equal('1');
    expect(lint({ text, target: 'stage-1' })['result.json']).to.include('could not be found');
  });
});
