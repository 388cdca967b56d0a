import { parseStages } from '../instructions/parse-stages.js';
import type { DockerfileRequest } from '../request.js';
import { parseLines } from '../syntax/parse-lines.js';
import { goJson } from './go-json.js';
import { jsonLocation } from './location.js';
import type { SubrequestResult } from './subrequest-result.js';
import { table } from './table.js';

/**
 * Lists the stages, as `--call targets` does (`frontend.targets`).
 *
 * @throws DockerfileError for what the frontend refuses
 * @since 0.1.0
 */
export function listTargets({ text }: Pick<DockerfileRequest, 'text'>): SubrequestResult {
  const { stages } = parseStages(parseLines(text));
  const last = stages.length - 1;
  const targets = stages.map(({ from }, index) => ({
    ...(from.name === '' ? {} : { name: from.name }),
    ...(index === last ? { default: true } : {}),
    ...(from.description === '' ? {} : { description: from.description }),
    base: from.base,
    ...(from.platform === '' ? {} : { platform: from.platform }),
    location: jsonLocation(from.location),
  }));
  const rows = stages.map(({ from }, index) => {
    const isDefault = index === last;
    const name = isDefault ? [from.name, '(default)'].filter((part) => part !== '').join(' ') : from.name;
    return [name, from.description];
  });
  return {
    'result.json': goJson({ targets, sources: [Buffer.from(text).toString('base64')] }),
    'result.txt': table([['TARGET', 'DESCRIPTION'], ...rows], 1),
    version: '1.0.0',
  };
}
