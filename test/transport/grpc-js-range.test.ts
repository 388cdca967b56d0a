import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

function manifest(directory: string): Manifest {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest;
}

describe('The range of grpc-js', () => {
  it('begins with the version that is installed as its oldest', () => {
    const range = manifest('.').dependencies['@grpc/grpc-js'];
    const oldest = manifest('node_modules/grpc-js-oldest').version;
    expect(range, 'in package.json, dependencies and grpc-js-oldest of devDependencies go together').to.equal(
      `^${oldest}`,
    );
  });

  it('holds to its oldest version too: the same suite of clients passes on it', function () {
    this.timeout(60_000);
    const mocha = join('node_modules', 'mocha', 'bin', 'mocha.js');
    const suite = '.build/test/transport/grpc-js-clients.test.js';
    const report = execFileSync(process.execPath, [mocha, '--reporter', 'json', suite], {
      encoding: 'utf8',
      env: { ...process.env, EXPECT_OLDEST_GRPC_JS: '1', NODE_OPTIONS: '--import=./test/transport/oldest-grpc-js.js' },
    });
    const { stats } = JSON.parse(report) as { stats: { passes: number; failures: number; pending: number } };
    expect(stats).to.include({ failures: 0, pending: 0 });
    expect(stats.passes).to.be.greaterThan(50);
  });
});
