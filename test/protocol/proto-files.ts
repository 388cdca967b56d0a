import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import protobuf from 'protobufjs';

const protoDir = path.resolve('proto');

/** Loads as a foreign client does: `protoc -I proto -I proto/REVISION controller.proto`. */
export function loadRevision(revision: string): protobuf.Root {
  return load('controller.proto', [path.join(protoDir, revision), protoDir]);
}

/** Loads the protocol as it was given, its imports from `proto/`. */
export function loadSeed(): protobuf.Root {
  return load('controller.proto', [path.resolve('test/protocol/seed'), protoDir]);
}

/** Loads all that BuildKit and its clients speak. */
export function loadBuildKit(): protobuf.Root {
  const files = readdirSync(protoDir, { recursive: true, encoding: 'utf8' });
  return load(
    files.filter((file) => file.endsWith('.proto') && !file.endsWith('controller.proto')),
    [protoDir],
  );
}

function load(file: string | string[], includeDirs: readonly string[]): protobuf.Root {
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) => {
    if (protobuf.common.get(target) !== null) return target;
    const found = includeDirs.map((dir) => path.join(dir, target)).find((candidate) => existsSync(candidate));
    if (found === undefined) throw new Error(`${target} is in none of ${includeDirs.join(', ')}`);
    return found;
  };
  return root.loadSync(file, { keepCase: true }).resolveAll() as protobuf.Root;
}
