import { readFile, stat } from 'node:fs/promises';
import type { Scenario } from '../model/scenario.js';
import { ScenarioError } from '../scenario-error.js';
import { parseScenario } from './parse-scenario.js';
import { largest } from './read-text.js';
import { formatOf } from './scenario-format.js';

const mebibyte = 1024 * 1024;

/**
 * Reads a scenario from a file of YAML (`.yaml`, `.yml`) or JSON (`.json`), of at most 10 MiB.
 * @throws ScenarioError when it cannot be read, or with everything that is wrong in it.
 * @example const fake = await FakeController.start({ scenario: await loadScenario('make.yaml') });
 * @since 0.1.0
 */
export async function loadScenario(path: string): Promise<Scenario> {
  const format = formatOf(path);
  if (format === undefined) {
    throw refusal(path, 'cannot tell its format: name the file .yaml, .yml or .json');
  }
  return parseScenario(await readFileText(path), { format, filename: path });
}

async function readFileText(path: string): Promise<string> {
  try {
    const { size } = await statFile(path);
    if (size > largest) throw refusal(path, `too large: ${size} bytes, and the most is ${largest / mebibyte} MiB`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof ScenarioError) throw error;
    throw refusal(path, reason(error));
  }
}

async function statFile(path: string): Promise<{ readonly size: number }> {
  const stats = await stat(path);
  if (!stats.isFile()) throw refusal(path, stats.isDirectory() ? 'is a directory' : 'is no regular file');
  return stats;
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  switch ('code' in error ? error.code : undefined) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'no such file';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'not UTF-8';
    default:
      return error.message;
  }
}

function refusal(place: string, message: string): ScenarioError {
  return new ScenarioError([{ path: '', message, place }]);
}
