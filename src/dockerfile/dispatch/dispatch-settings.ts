import { goQuote } from '../../words/go-quote.js';
import { DockerfileError } from '../dockerfile-error.js';
import { withVariable } from '../image.js';
import type {
  Assignment,
  AssigningInstruction,
  CommandInstruction,
  HealthcheckInstruction,
  ListInstruction,
  SimpleInstruction,
} from '../instructions/instruction.js';
import { isSignal } from '../instructions/signals.js';
import { complaints } from '../lint/rules.js';
import { reportSecret } from './report-secret.js';
import type { Scope } from './scope.js';

type Setting = AssigningInstruction | CommandInstruction | HealthcheckInstruction | ListInstruction | SimpleInstruction;

/** Plans what makes no vertex, but changes how containers are started. */
export function dispatchSettings(scope: Scope, instruction: Setting): void {
  const { settings } = scope;
  switch (instruction.kind) {
    case 'env':
      setVariables(scope, instruction);
      return;
    case 'label': {
      const labels = expandedAssignments(scope, instruction);
      const added = Object.fromEntries(labels.map(({ key, value }) => [key, value]));
      scope.set({ Labels: { ...settings.Labels, ...added } });
      scope.note(`LABEL ${shown(labels)}`);
      return;
    }
    case 'cmd':
    case 'entrypoint':
      setCommand(scope, instruction);
      return;
    case 'healthcheck':
      reportSecond(scope, instruction);
      scope.set({ Healthcheck: instruction.healthcheck });
      scope.note(`HEALTHCHECK ${goHealthcheck(instruction)}`);
      return;
    case 'maintainer':
      scope.state.image = { ...scope.image, author: instruction.value };
      scope.note(`MAINTAINER ${instruction.value}`);
      return;
    case 'onbuild':
      scope.set({ OnBuild: [...(settings.OnBuild ?? []), instruction.value] });
      return;
    case 'stopsignal': {
      const signal = scope.expanded(instruction.value);
      if (!isSignal(signal)) throw new DockerfileError(`invalid signal: ${signal}`);
      scope.set({ StopSignal: signal });
      scope.note(`STOPSIGNAL ${signal}`);
      return;
    }
    case 'user': {
      const user = scope.expanded(instruction.value);
      scope.set({ User: user });
      scope.note(`USER ${user}`);
      return;
    }
    case 'volume': {
      const volumes = instruction.values.map((value) => scope.expanded(value));
      if (volumes.includes('')) throw new DockerfileError('VOLUME specified can not be an empty string');
      scope.set({ Volumes: { ...settings.Volumes, ...Object.fromEntries(volumes.map((path) => [path, {}])) } });
      scope.note(`VOLUME [${volumes.join(' ')}]`);
      return;
    }
    case 'shell':
      scope.set({ Shell: instruction.values });
      scope.note(`SHELL [${instruction.values.join(' ')}]`);
      return;
    case 'expose':
    case 'workdir':
      throw new Error(`${instruction.kind} is planned elsewhere`);
  }
}

function setVariables(scope: Scope, instruction: AssigningInstruction): void {
  const assignments = expandedAssignments(scope, instruction);
  for (const { key, value } of assignments) {
    reportSecret(scope, 'ENV', key);
    scope.state.setVariable(key, value);
    scope.set({ Env: withVariable(scope.settings.Env ?? [], key, value) });
  }
  scope.note(`ENV ${shown(assignments)}`);
}

function expandedAssignments(
  scope: Scope,
  { assignments, keyword, location }: AssigningInstruction,
): readonly Assignment[] {
  const expanded = assignments.map(({ key, value, isLegacy }) => ({
    key: scope.expanded(key),
    value: scope.expanded(value),
    isLegacy,
  }));
  for (const { isLegacy } of expanded) {
    if (isLegacy) scope.linter.report('legacyKeyValueFormat', location, complaints.legacyKeyValueFormat(keyword));
  }
  return expanded;
}

function shown(assignments: readonly Assignment[]): string {
  return assignments.map(({ key, value }) => `${key}=${value}`).join(' ');
}

function setCommand(scope: Scope, instruction: CommandInstruction): void {
  const { kind, keyword, inShell, location } = instruction;
  const { state, settings, linter } = scope;
  reportSecond(scope, instruction);
  if (inShell && (settings.Shell ?? []).length === 0)
    linter.report('jsonArgsRecommended', location, complaints.jsonArgsRecommended(keyword));
  const args = inShell ? inShellOf(scope, instruction.command) : instruction.command;
  if (kind === 'cmd') scope.set({ Cmd: args, ArgsEscaped: true });
  else {
    scope.set({ Entrypoint: args });
    // The command of the base image was meant for its own entrypoint.
    if (!state.lastUse.has('cmd')) scope.unset('Cmd');
  }
  scope.note(`${kind.toUpperCase()} [${args.map(goQuote).join(' ')}]`);
}

/** The command line with the shell that runs it. */
export function inShellOf({ settings, image }: Scope, command: readonly string[]): readonly string[] {
  const { Shell = [] } = settings;
  const usual = image.os === 'windows' ? ['cmd', '/S', '/C'] : ['/bin/sh', '-c'];
  return [...(Shell.length > 0 ? Shell : usual), command.join(' ')];
}

function reportSecond(
  { state, linter }: Scope,
  { kind, keyword, location }: CommandInstruction | HealthcheckInstruction,
): void {
  const before = state.lastUse.get(kind);
  // The earlier one is to blame: it has no effect.
  if (before !== undefined)
    linter.report('multipleInstructionsDisallowed', before, complaints.multipleInstructionsDisallowed(keyword));
  state.lastUse.set(kind, location);
}

function goHealthcheck({ healthcheck }: HealthcheckInstruction): string {
  const { Test, Interval = 0, Timeout = 0, StartPeriod = 0, StartInterval = 0, Retries = 0 } = healthcheck;
  const [interval, timeout, startPeriod, startInterval] = [Interval, Timeout, StartPeriod, StartInterval].map(goText);
  return `{Test:[${Test.join(' ')}] Interval:${interval} Timeout:${timeout} StartPeriod:${startPeriod} StartInterval:${startInterval} Retries:${Retries}}`;
}

/** A duration as Go prints it, such as `1m30s`. */
function goText(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  if (nanoseconds < 1e9) return `${nanoseconds / 1e6}ms`;
  const hours = Math.floor(nanoseconds / 3600e9);
  const minutes = Math.floor((nanoseconds % 3600e9) / 60e9);
  const seconds = (nanoseconds % 60e9) / 1e9;
  return `${hours > 0 ? `${hours}h` : ''}${hours > 0 || minutes > 0 ? `${minutes}m` : ''}${seconds}s`;
}
