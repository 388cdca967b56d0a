import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { DockerfileError } from '../../../src/dockerfile/dockerfile-error.js';
import { planDockerfile } from '../../../src/dockerfile/plan-dockerfile.js';
import type { DockerfileRequest } from '../../../src/dockerfile/request.js';
import { newer } from './newer.js';

/** What the BuildKit of docker.io 26.1.5 did with a Dockerfile. */
interface Recorded {
  /** Each vertex by its name, and the names of those that it needs. */
  readonly steps?: readonly (readonly [name: string, ...inputs: readonly string[]])[];
  /** How a RUN failed, up to its exit code. */
  readonly failure?: string;
  readonly error?: string;
  /** The lines that were shown to be wrong. */
  readonly lines?: readonly number[];
}

const folder = 'test/dockerfile/real';
const text = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');
const json = (name: string): unknown => JSON.parse(text(name));

const recorded = json('recorded.json') as Readonly<Record<string, Recorded>>;
const options = json('options.json') as Readonly<Record<string, Partial<DockerfileRequest>>>;

/** A local image has no digest there. */
const withoutDigest = (name: string): string => name.replace(/@sha256:[0-9a-f]{64}/, '');

function planned(name: string): Recorded & { readonly commands?: readonly string[] } {
  try {
    const { steps } = planDockerfile({ text: text(`cases/${name}.Dockerfile`), ...options[name] });
    const nameOf = (index: number): string => withoutDigest(steps[index]?.name ?? '');
    return {
      steps: steps.map(({ inputs }, i) => [nameOf(i), ...inputs.map(nameOf)] as const),
      commands: steps.flatMap(({ command }) => (command === undefined ? [] : [`process ${JSON.stringify(command)}`])),
    };
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    return { error: error.message, lines: error.locations.flat().map(({ start }) => start.line) };
  }
}

describe('A plan is what a real BuildKit did with', () => {
  it('every Dockerfile of the folder', () => {
    const cases = readdirSync(`${folder}/cases`).map((name) => name.replace('.Dockerfile', ''));
    expect(Object.keys(recorded)).to.have.members(cases);
  });

  for (const [name, was] of Object.entries(recorded)) {
    const expected: Recorded = newer[name] ?? was;
    it(name, () => {
      const plan = planned(name);
      expect(plan.error).to.equal(expected.error);
      if (expected.error === undefined) {
        expect(plan.steps).to.have.deep.members([...(expected.steps ?? [])]);
        if (expected.failure !== undefined) expect(plan.commands).to.include(expected.failure);
      } else if (expected.lines !== undefined) expect(new Set(plan.lines)).to.deep.equal(new Set(expected.lines));
    });
  }

  for (const [name, now] of Object.entries(newer)) {
    it(`${name}, which newer frontends do otherwise`, () => {
      expect(recorded[name]).to.not.deep.equal({ ...recorded[name], ...now });
    });
  }
});

describe('The image of a plan', () => {
  it('is configured as a real BuildKit did it', () => {
    const real = json('image.json') as {
      readonly author: string;
      readonly config: object;
      readonly history: readonly string[];
    };
    const { images } = planDockerfile({ text: text('image.Dockerfile'), labels: { z: '9' } });
    const [{ image } = { image: undefined }] = images;
    expect(image?.author).to.equal(real.author);
    expect(image?.config).to.deep.equal(real.config);
    expect(image?.history?.map(({ created_by }) => created_by)).to.deep.equal(real.history);
    const layers = image?.history?.filter(({ empty_layer }) => empty_layer !== true);
    expect(layers?.map(({ created_by }) => created_by.split(' ')[0])).to.deep.equal([
      'WORKDIR',
      'WORKDIR',
      'COPY',
      'ADD',
      'COPY',
    ]);
  });
});
