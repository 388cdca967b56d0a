import { expect } from 'chai';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildxNotFoundError } from '../../src/buildx/buildx-not-found-error.js';
import { isAtLeast } from '../../src/buildx/buildx-version.js';
import { cleanEnvironment, environmentOfUser } from '../../src/buildx/clean-environment.js';
import { findBuildx } from '../../src/buildx/find-buildx.js';

describe('finding docker-buildx', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'find-buildx-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function programIn(directory: string, mode = 0o755): string {
    const path = join(root, directory, 'docker-buildx');
    mkdirSync(join(root, directory), { recursive: true });
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, mode);
    return path;
  }

  it('prefers PATH to the plugins of the user, and these to those of the system', () => {
    const env = { PATH: join(root, 'bin'), HOME: join(root, 'home') };
    const pluginDirectories = [join(root, 'system')];
    const system = programIn('system');
    expect(findBuildx({ env, pluginDirectories })).to.equal(system);
    const user = programIn('home/.docker/cli-plugins');
    expect(findBuildx({ env, pluginDirectories })).to.equal(user);
    const onPath = programIn('bin');
    expect(findBuildx({ env, pluginDirectories })).to.equal(onPath);
  });

  it('passes over what cannot be run', () => {
    programIn('bin', 0o644);
    mkdirSync(join(root, 'bin2', 'docker-buildx'), { recursive: true });
    const system = programIn('system');
    const env = { PATH: `${join(root, 'bin')}:${join(root, 'bin2')}` };
    expect(findBuildx({ env, pluginDirectories: [join(root, 'system')] })).to.equal(system);
  });

  it('looks nowhere else when it was told where, and names every place', () => {
    programIn('bin');
    const missing = join(root, 'missing');
    const env = { PATH: join(root, 'bin'), BUILDX_TESTKIT_BUILDX: missing };
    expect(() => findBuildx({ env })).to.throw(BuildxNotFoundError, missing);
    const places = { env: { PATH: '/a', HOME: '/h' }, pluginDirectories: ['/s'] };
    expect(() => findBuildx(places)).to.throw(
      BuildxNotFoundError,
      'looked at /a/docker-buildx, /h/.docker/cli-plugins/docker-buildx, /s/docker-buildx; install it',
    );
  });

  it('compares versions by number', () => {
    expect(isAtLeast({ version: '0.13.1+ds1' }, '0.9')).to.equal(true);
    expect(isAtLeast({ version: 'v0.13.1' }, '0.13.2')).to.equal(false);
    expect(isAtLeast({ version: 'v0.13' }, '0.13.0')).to.equal(true);
    expect(isAtLeast({ version: 'mine' }, '0.1')).to.equal(false);
  });

  it("leaves what leads to the user's builders out of the environment", () => {
    const env = {
      PATH: '/bin',
      HOME: '/home/me',
      DOCKER_HOST: 'tcp://x',
      BUILDX_BUILDER: 'mine',
      LC_ALL: 'C',
      TOKEN: 't',
    };
    expect(cleanEnvironment(env)).to.deep.equal({ PATH: '/bin', LC_ALL: 'C' });
    expect(environmentOfUser(env)).to.deep.equal({ PATH: '/bin', HOME: '/home/me', LC_ALL: 'C', TOKEN: 't' });
  });
});
