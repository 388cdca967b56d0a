import { goJson } from './go-json.js';
import type { SubrequestResult } from './subrequest-result.js';
import { table } from './table.js';

const result = [{ name: 'result.json' }, { name: 'result.txt' }];

const requests = [
  {
    name: 'frontend.outline',
    description: 'List all parameters current build target supports',
    opts: [{ name: 'target', description: 'Target build stage' }],
  },
  { name: 'frontend.targets', description: 'List all targets current build supports', opts: [] },
  { name: 'frontend.subrequests.describe', description: 'List available subrequest types', opts: null },
];

/**
 * Lists the requests that build nothing (`frontend.subrequests.describe`).
 *
 * @since 0.1.0
 */
export function describeSubrequests(): SubrequestResult {
  return {
    'result.json': goJson(
      requests.map(({ name, description, opts }) => ({
        name,
        version: '1.0.0',
        type: 'rpc',
        description,
        opts,
        inputs: null,
        metadata: result.map((named) => ({ ...named, description: '' })),
        refs: null,
      })),
    ),
    'result.txt': table(
      [
        ['NAME', 'VERSION', 'DESCRIPTION'],
        ...requests.map(({ name, description }) => [name.replace(/^frontend\./, ''), '1.0.0', description]),
      ],
      1,
    ),
    version: '1.0.0',
  };
}
