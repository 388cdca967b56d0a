/**
 * Makes the codecs of every revision from `proto/`: TypeScript in `src/protocol/generated/`, which the compiler then
 * checks against the canonical types. Run before the compiler.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { emitNames, emitPackage } from './generate-protocol/buildkit-emit.js';
import { buildkitModel } from './generate-protocol/buildkit-model.js';
import { modules } from './generate-protocol/buildkit-modules.js';
import { emit, emitRevisions, emitServices } from './generate-protocol/emit.js';
import { loadProto, modelOf } from './generate-protocol/model.js';

const home = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const protoDir = path.join(home, 'proto');
const outDir = path.join(home, 'src', 'protocol', 'generated');
/** Each has a folder of its own, and a row in src/protocol/revisions.ts. */
const revisions = readdirSync(protoDir).filter((name) => existsSync(path.join(protoDir, name, 'controller.proto')));

const models = revisions.map((revision) =>
  modelOf(
    loadProto(path.join(protoDir, revision, 'controller.proto'), [protoDir]),
    'buildx.controller.v1.Controller',
    revision,
  ),
);
const status = modelOf(loadProto(path.join(protoDir, 'google/rpc/status.proto'), [protoDir]), 'google.rpc.Status');

const buildkitFiles = Object.values(modules).flatMap(({ files }) => files.map((file) => path.join(protoDir, file)));
const buildkit = buildkitModel(loadProto(buildkitFiles, [protoDir]));

mkdirSync(path.join(outDir, 'buildkit'), { recursive: true });
const texts = emitRevisions(models, revisions, (revision) => `proto/${revision}/controller.proto`);
for (const [index, revision] of revisions.entries()) save(`${revision}.ts`, texts[index]);
save('services.ts', emitServices(revisions));
save('rpc-status.ts', emit(status, 'proto/google/rpc/status.proto'));
for (const one of buildkit.values()) {
  if (one.messages.size > 0) save(`buildkit/${one.module}.ts`, emitPackage(one));
}
save('buildkit/method-name.ts', emitNames([...buildkit.values()]));

/** Leaves a file alone that is as it should be, so that incremental compilers see no change. */
function save(name, text) {
  const file = path.join(outDir, name);
  try {
    if (readFileSync(file, 'utf8') === text) return;
  } catch {
    // Not made yet.
  }
  writeFileSync(file, text);
}
