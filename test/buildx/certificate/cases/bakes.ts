import { build } from '../../../../src/index.js';
import type { CertifiedCase } from '../certified-case.js';
import { lines, withShell } from './base.js';

const bake = (definition: object, ...args: readonly string[]) => ({
  definition: JSON.stringify(definition),
  run: { args: ['bake', '--set', '*.output=type=cacheonly', ...args] },
});
const one = bake({ target: { one: { context: '.', args: { A: '1' } } }, group: { default: { targets: ['one'] } } });
const two = bake({
  target: { one: { context: '.', target: 'one' }, two: { context: '.', target: 'two' } },
  group: { default: { targets: ['one', 'two'] } },
});
const linked = bake({
  target: {
    base: { context: 'base' },
    app: { context: 'app', contexts: { base: 'target:base' } },
  },
  group: { default: { targets: ['app'] } },
});

/** Builds of several targets. */
export const bakeCases: readonly CertifiedCase[] = [
  {
    name: 'bakes a target',
    files: { Dockerfile: lines('FROM scratch', 'ARG A', 'ENV A=$A'), 'docker-bake.json': one.definition },
    runs: [one.run],
  },
  {
    name: 'bakes two targets',
    files: {
      Dockerfile: lines('FROM scratch AS one', 'COPY a /', 'FROM scratch AS two', 'COPY b /'),
      ...{ a: 'a', b: 'b', 'docker-bake.json': two.definition },
    },
    parallel: true,
    runs: [two.run],
  },
  {
    name: 'bakes linked targets',
    files: {
      'base/Dockerfile': lines('FROM scratch', 'COPY a /'),
      'base/a': 'a',
      'app/Dockerfile': lines('FROM base', 'COPY b /'),
      'app/b': 'b',
      'docker-bake.json': linked.definition,
    },
    parallel: true,
    runs: [linked.run],
  },
  {
    name: 'bakes linked targets, of which the first is refused',
    files: {
      'base/Dockerfile': lines('FROM scratch', 'RUM make'),
      'app/Dockerfile': lines('FROM base'),
      'docker-bake.json': linked.definition,
    },
    parallel: true,
    runs: [linked.run],
  },
  {
    name: 'bakes a target that fails',
    files: { Dockerfile: withShell('RUN exit 6'), 'docker-bake.json': one.definition },
    scenario: {
      builds: [
        build()
          .fromDockerfile()
          .step(/exit 6/)
          .exits(6),
      ],
    },
    runs: [one.run],
  },
];
