import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { buildxFinding } from '../../../src/cli/doctor/buildx.js';
import { manifest } from '../../../src/cli/doctor/manifest.js';
import { nodeFinding } from '../../../src/cli/doctor/node.js';
import { peerFindings } from '../../../src/cli/doctor/peers.js';
import { privilegesFinding } from '../../../src/cli/doctor/privileges.js';
import { socketFinding } from '../../../src/cli/doctor/sockets.js';
import { isInRange } from '../../../src/cli/doctor/version-range.js';
import { FakeController } from '../../../src/index.js';

describe('What the doctor finds', () => {
  const directory = mkdtempSync(join(tmpdir(), 'found-'));
  after(() => rmSync(directory, { recursive: true }));

  const ranges: readonly (readonly [version: string, range: string, within: boolean])[] = [
    ['20.19.0', '>=20.19', true],
    ['20.18.3', '>=20.19', false],
    ['22.0.0', '>=20.19', true],
    ['11.14.0', '^11.14.0', true],
    ['11.9.9', '^11.14.0', false],
    ['12.20.0', '^11.14.0', false],
    ['5.0.0-beta.1', '>=5', true],
  ];
  for (const [version, range, within] of ranges) {
    it(`has ${version} ${within ? 'within' : 'outside of'} ${range}`, () => {
      expect(isInRange(version, range)).to.equal(within);
    });
  }

  it('can read every range of the manifest', () => {
    const { engines, peerDependencies } = manifest();
    for (const range of [engines.node, ...Object.values(peerDependencies)]) isInRange('1.0.0', range);
    expect(Object.keys(peerDependencies)).to.include('chai');
  });

  it('an old Node is bad, and everybody needs another', () => {
    expect(nodeFinding('18.20.0', '>=20.19')).to.deep.include({
      state: 'bad',
      needed: true,
      advice: 'install Node.js 20.19 or later',
    });
  });

  it('a directory for sockets is bad from the first byte that the fakes could not use', async () => {
    const before = process.env['TMPDIR'];
    for (const [bytes, state] of [
      [107, 'ok'],
      [108, 'bad'],
    ] as const) {
      const rest = Buffer.byteLength('/buildx-testkit-XXXXXX/controller.sock') + directory.length + 1;
      const place = join(directory, 'd'.repeat(bytes - rest));
      mkdirSync(place);
      expect(socketFinding(place).state).to.equal(state);
      process.env['TMPDIR'] = place;
      await using fake = await FakeController.start();
      const said = await fake.listen('unix').then(
        () => 'ok',
        () => 'bad',
      );
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
      expect(said, `${bytes} bytes`).to.equal(state);
    }
  });

  it('a directory that is not there is bad', () => {
    expect(socketFinding('/no/such').found).to.match(/^cannot write \/no\/such: /);
  });

  it('tells root with its capabilities from one in a container, and from others', () => {
    expect(privilegesFinding(0, 'CapEff:\t000001ffffffffff\n')).to.deep.include({
      state: 'ok',
      found: 'root with CAP_SYS_ADMIN',
    });
    expect(privilegesFinding(0, 'CapEff:\t00000000a80425fb\n')).to.deep.include({
      state: 'missing',
      found: 'root without CAP_SYS_ADMIN',
    });
    expect(privilegesFinding(7, '')).to.deep.include({ state: 'missing', found: 'user 7' });
  });

  it('tells packages that are there from old ones and those that are not', () => {
    for (const [name, version] of [
      ['old', '1.9.0'],
      ['new', '2.1.0'],
    ] as const) {
      mkdirSync(join(directory, name));
      writeFileSync(join(directory, name, 'package.json'), JSON.stringify({ version }));
    }
    const found = peerFindings({ old: '>=2', new: '>=2', none: '>=2' }, ['/no/such', directory]);
    expect(found.map(({ state }) => state)).to.deep.equal(['bad', 'ok', 'missing']);
    expect(found.at(-1)?.advice).to.include('npm install --save-dev "none@>=2"');
  });

  it('has a word on what each optional package is for', () => {
    const found = peerFindings(manifest().peerDependencies, []);
    for (const { name, advice } of found) expect(advice, name).to.match(/buildx-testkit\//);
  });

  it('does not wait for a docker-buildx that hangs', async () => {
    const program = join(directory, 'docker-buildx');
    writeFileSync(program, '#!/bin/sh\nexec sleep 60\n', { mode: 0o755 });
    const { state, found } = await buildxFinding({ BUILDX_TESTKIT_BUILDX: program }, 50);
    expect(state).to.equal('bad');
    expect(found).to.include('said nothing in 50 ms');
  });

  it('a docker-buildx that is named but is not there is bad; one that nobody has named is missing', async () => {
    expect((await buildxFinding({ BUILDX_TESTKIT_BUILDX: '/no/such' }, 50)).state).to.equal('bad');
    const { state, advice } = await buildxFinding({ BUILDX_TESTKIT_BUILDX: '/bin/false' }, 5000);
    expect(state).to.equal('bad');
    expect(advice).to.include('/bin/false version');
  });
});
