import { tmpdir } from 'node:os';
import type { Command } from 'commander';
import { unambiguousLine } from '../words/unambiguous.js';
import { buildxFinding } from './doctor/buildx.js';
import { engineFindings } from './doctor/engine-findings.js';
import type { Finding } from './doctor/finding.js';
import { manifest } from './doctor/manifest.js';
import { nodeFinding } from './doctor/node.js';
import { peerFindings } from './doctor/peers.js';
import { privilegesFinding } from './doctor/privileges.js';
import { socketFinding } from './doctor/sockets.js';
import { exitCodes, type ExitCode } from './exit-code.js';
import type { Io } from './io.js';

/** How long an engine's answer, or a program's, is waited for, in milliseconds. */
const patienceMs = 3000;

const examples = `
Examples:
  buildx-testkit doctor
      what is there, what is not, and what to do about it
  buildx-testkit doctor --json
      the same for programs: {"good": true, "findings": [{"name", "state", "found", "advice", "needed"}]}

Exit codes: 0 what everybody needs is there; 2 it is not. What only some want, such as a container engine, may be missing.
`;

/** Adds the verb `doctor`. */
export function addDoctor(program: Command, io: Io, finish: (code: ExitCode) => void): void {
  program
    .command('doctor')
    .summary('say whether this machine has what the package needs')
    .description(
      'Looks at Node.js, sockets, privileges, the container engine, docker-buildx and optional packages: a line each, with what to do.',
    )
    .option('--json', 'print an object of JSON')
    .addHelpText('after', examples)
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      const findings = await examine(io.env);
      const good = findings.every(({ state, needed = false }) => state === 'ok' || !needed);
      io.out.write(json ? `${JSON.stringify({ good, findings }, null, 2)}\n` : asText(findings));
      finish(good ? exitCodes.good : exitCodes.usage);
    });
}

async function examine(env: Io['env']): Promise<readonly Finding[]> {
  const { engines, peerDependencies } = manifest();
  const [engine, buildx] = await Promise.all([engineFindings(env, patienceMs), buildxFinding(env, patienceMs)]);
  return [
    nodeFinding(process.versions.node, engines.node),
    socketFinding(nonEmpty(env['TMPDIR']) ?? tmpdir()),
    privilegesFinding(),
    ...engine,
    buildx,
    ...peerFindings(peerDependencies),
  ];
}

function asText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  return findings
    .map(({ name, state, found, advice }) => {
      const line = `${state.padEnd('missing'.length)}  ${name.padEnd(width)}  ${unambiguousLine(found)}\n`;
      return advice === undefined ? line : `${line}${' '.repeat(width + 11)}${unambiguousLine(advice)}\n`;
    })
    .join('');
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
