import { DockerfileError, located } from '../dockerfile-error.js';
import type { WrittenDockerfile, WrittenInstruction } from '../syntax/parse-lines.js';
import type { ArgInstruction, FromInstruction, Instruction, StageInstruction } from './instruction.js';
import { parseInstruction } from './parse-instruction.js';

/** What begins with a FROM. */
export interface Stage {
  readonly from: FromInstruction;
  readonly instructions: readonly StageInstruction[];
}

export interface Stages {
  readonly stages: readonly Stage[];
  /** The ARGs before the first FROM. */
  readonly globalArgs: readonly ArgInstruction[];
}

/**
 * Divides a Dockerfile into its stages.
 * @param onInstruction is called with each instruction, before and after it is read
 * @throws DockerfileError for the first instruction that is wrong
 */
export function parseStages(
  { instructions }: WrittenDockerfile,
  onInstruction: (written: WrittenInstruction, read?: Instruction) => void = () => {},
): Stages {
  const stages: { from: FromInstruction; instructions: StageInstruction[] }[] = [];
  const globalArgs: ArgInstruction[] = [];
  for (const written of instructions) {
    onInstruction(written);
    const instruction = readAt(written);
    onInstruction(written, instruction);
    const stage = stages.at(-1);
    if (instruction.kind === 'from') stages.push({ from: instruction, instructions: [] });
    else if (stage !== undefined) stage.instructions.push(instruction);
    else if (instruction.kind === 'arg') globalArgs.push(instruction);
    else throw new DockerfileError('no build stage in current context', [written.location]);
  }
  if (stages.length === 0) throw new DockerfileError('dockerfile contains no stages to build');
  return { stages, globalArgs };
}

function readAt(written: WrittenInstruction): Instruction {
  const { location } = written;
  try {
    return located(location, () => parseInstruction(written));
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    const line = location[0]?.start.line ?? 0;
    throw new DockerfileError(`dockerfile parse error on line ${line}: ${error.message}`, error.locations);
  }
}
