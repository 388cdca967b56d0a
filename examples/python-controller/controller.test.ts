import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Report, Verdict } from 'buildx-testkit/conformance';
import { unmet } from '../../test/unmet.js';

const here = resolve('examples/python-controller');
const inPackage = (path: string): string =>
  fileURLToPath(new URL(path, import.meta.resolve('buildx-testkit/package.json')));

/** What the guide shows: what it does right, what it does wrong, and what it does not have. */
const expected: Readonly<Record<string, Verdict>> = {
  'INFO-001': 'pass',
  'LIST-009': 'pass',
  'BUILD-002': 'pass',
  'BUILD-004': 'pass',
  'BUILD-008': 'pass',
  'BUILD-012': 'pass',
  'STATUS-002': 'pass',
  'STATUS-009': 'pass',
  'DISC-011': 'pass',
  'PAYLOAD-014': 'pass',
  'XPORT-012': 'pass',
  'BUILD-006': 'violated',
  'STATUS-001': 'violated',
  'DISC-010': 'violated',
  'INSPECT-004': 'violated',
  'INPUT-005': 'skipped',
  'INVOKE-010': 'skipped',
};

/** A python3 with grpc; why there is none, or no compiler of stubs, otherwise. */
function findPython(): { readonly python: string } | { readonly missing: string } {
  const python = ['python3', '/usr/bin/python3'].find((name) => runs(name, '-c', 'import grpc, google.protobuf'));
  if (python === undefined) return { missing: 'no python3 with the package grpc (apt-get install python3-grpcio)' };
  // It has no file to read but those that come with it.
  const compiles = runs('protoc', '--descriptor_set_out=/dev/null', 'google/protobuf/timestamp.proto');
  if (compiles && runs('sh', '-c', 'command -v grpc_python_plugin')) return { python };
  return { missing: 'no protoc with grpc_python_plugin (apt-get install protobuf-compiler-grpc libprotobuf-dev)' };
}

function runs(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('A controller in Python, held against the requirements', function () {
  this.timeout('60s');
  let directory = '';
  let controller: ChildProcess | undefined;
  let code = 0;
  let printed = '';
  let report: Report;

  before(async function () {
    const found = findPython();
    if ('missing' in found) return unmet(this, found.missing);
    directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-example-'));
    const stubs = join(directory, 'stubs');
    execFileSync(join(here, 'generate-stubs'), [inPackage('proto'), stubs]);
    controller = spawn(found.python, ['controller.py', `unix://${directory}/controller.sock`], {
      cwd: here,
      env: { ...process.env, PYTHONPATH: stubs, PYTHONDONTWRITEBYTECODE: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const address = await listening(controller);
    const flags = ['--target', address, '--revision', '0.12', '--fixtures', join(here, 'fixtures.yaml')];
    const limits = ['--only', Object.keys(expected).join(','), '--timeout', '1s', '--seed', '1', '--runs', '10'];
    const json = join(directory, 'report.json');
    ({ code, printed } = await conformance([...flags, ...limits, '--report', `json=${json}`]));
    report = JSON.parse(readFileSync(json, 'utf8')) as Report;
  });
  after(() => {
    controller?.kill('SIGKILL');
    if (directory !== '') rmSync(directory, { recursive: true, force: true });
  });

  it('passes what it does, violates what it does not, and lacks what its fixtures do not have', () => {
    expect(Object.fromEntries(report.requirements.map(({ id, verdict }) => [id, verdict]))).to.deep.equal(expected);
    expect(code).to.equal(1);
  });

  it('is shown what it lacks', () => {
    const reasonOf = (id: string): string | undefined => report.requirements.find((one) => one.id === id)?.reason;
    expect(reasonOf('INVOKE-010')).to.equal('the target lacks programs');
    expect(reasonOf('INPUT-005')).to.equal('the target lacks builds.readsStdin');
  });

  it('is shown what is wrong, as the guide quotes it', () => {
    const guide = readFileSync('docs/adapters.md', 'utf8');
    const quoted = [...guide.matchAll(/```text\n(.*?)```/gs)].flatMap(([, text = '']) => text.trimEnd().split('\n'));
    expect(quoted.length).to.be.greaterThan(8);
    const lines = printed.split('\n').map(timeless);
    for (const line of quoted)
      expect(lines, `docs/adapters.md quotes what is no longer said: ${line}`).to.include(timeless(line));
  });
});

/** Resolves to the address in the line that says it. */
async function listening({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('its output is not ours');
  for await (const line of createInterface(stdout)) return line.replace('listening on ', '');
  throw new Error('it ended without a word');
}

/** Runs the command of the package in a process of its own. */
function conformance(args: readonly string[]): Promise<{ readonly code: number; readonly printed: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [inPackage('dist/cli/main.js'), 'conformance', ...args], (error, printed) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, printed });
    });
  });
}

/** A line of a report without what differs from run to run. */
function timeless(line: string): string {
  return line
    .replaceAll(/-[0-9a-f]{8}-\d+/g, '-N')
    .replaceAll(/@[\d.]+/g, '@T')
    .replace(/ --target \S+ --fixtures \S+/, '');
}
