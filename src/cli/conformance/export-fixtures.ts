import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultFixtures } from '../../conformance/fixtures/default-fixtures.js';
import { fileProblem } from '../../conformance/files/file-problem.js';
import { buildNotes, programNotes } from '../../conformance/fixtures/fixture-notes.js';
import type { Fixtures } from '../../conformance/fixtures/fixtures.js';
import { fixtureScenario } from '../../conformance/targets/fake-scenario.js';
import { packageFile } from '../../package/installed.js';
import { printScenario } from '../../scenarios/format/print-scenario.js';
import { yaml } from '../../scenarios/format/yaml.js';
import type { BuildScript } from '../../scenarios/model/build-script.js';
import type { Scenario } from '../../scenarios/model/scenario.js';
import { UsageError } from '../usage-error.js';

/**
 * Writes the default fixtures, and everything that a controller of one's own needs to have them.
 *
 * @param path where the controller sees the directory
 * @throws UsageError when it cannot be written
 */
export async function exportFixtures(directory: string, path: string): Promise<void> {
  // Found by the package's own name, because the compiled code is at more than one depth.
  const image = packageFile('docker/image');
  const fixtures = fixturesAt(path);
  try {
    await mkdir(directory, { recursive: true });
    for (const part of ['fixtures', 'rootfs']) await cp(join(image, part), join(directory, part), { recursive: true });
    await cp(join(image, 'testkit/lay-out-fixtures'), join(directory, 'lay-out-fixtures'));
    await writeFile(join(directory, 'fixtures.yaml'), yaml().stringify(fixtures));
    await writeFile(join(directory, 'scenario.yaml'), printScenario(scenarioAt(path)));
    await writeFile(join(directory, 'README.md'), readme(fixtures));
  } catch (error) {
    throw new UsageError(`cannot write ${directory}: ${fileProblem(error)}`);
  }
}

/** Where the contexts are in the container target and on the fake. */
const usualPlace = '/fixtures/';

/** Moves every path in some data. */
function moved<T>(data: T, path: string): T {
  const text = JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(usualPlace) ? join(path, value) : value,
  );
  return JSON.parse(text) as T;
}

function fixturesAt(path: string): Fixtures {
  return { ...defaultFixtures, builds: moved(defaultFixtures.builds, path) };
}

function scenarioAt(path: string): Scenario {
  const { builds = [], ...rest } = fixtureScenario;
  return { ...rest, builds: moved(builds.map(unhurried), path) };
}

/** Slows a build down: over a socket, one that succeeds at once would be over before anybody could disconnect it. */
function unhurried(build: BuildScript): BuildScript {
  const { vertices: [first, ...others] = [] } = build;
  if (build.name !== 'succeeds' || first === undefined) return build;
  return { ...build, vertices: [{ ...first, takes: '30ms' }, ...others] };
}

function readme({ builds, programs }: Fixtures): string {
  const rows = (notes: Readonly<Record<string, string>>, of: object): string =>
    Object.entries(notes)
      .filter(([name]) => Object.hasOwn(of, name))
      .map(([name, note]) => `| \`${name}\` | ${note} |`)
      .join('\n');
  return `# Fixtures of the conformance suite

The suite cannot know how builds and programs of known behaviour are made on a controller: \`fixtures.yaml\` says which
build options and which commands to send. Change it to what your controller has; what is left out is skipped.

| build | what it must do |
|---|---|
${rows(buildNotes, builds)}

The options of \`failsInStep\`, \`takesLong\`, \`showsOptions\` and \`sees…\` are sent with one more build argument, \`NONCE\`, of
another value each time: the step must depend on it, so that it shares nothing with that of another build. The agent of
\`seesAgent\` can be any socket: \`ln -s /var/run/docker.sock /run/agent.sock\`.

| program | what it must do |
|---|---|
${rows(programNotes, programs ?? {})}

To emit is to write the decimal numbers from 1 upwards, one a line, cut at \`{bytes}\` bytes: \`rootfs/bin/emit\` does.

\`fixtures/\` has a build context for each, which starts FROM scratch and so needs no registry. They want a root file system
of a static busybox and \`emit\`, in every context:

    ./lay-out-fixtures /bin/busybox .

\`scenario.yaml\` makes the fake play them all, to try this directory out:

    buildx-testkit serve scenario.yaml --quirks none --listen unix:///tmp/fake.sock
    buildx-testkit conformance --target unix:///tmp/fake.sock --fixtures fixtures.yaml
`;
}
