import type { BuildOptions, StringMap } from '../../protocol/messages.js';
import type { BuildScript } from '../../scenarios/model/build-script.js';

/** The sources of the built-in build, in base64: its Dockerfile alone. */
const sources = [Buffer.from('FROM alpine\nRUN echo hello\n').toString('base64')];

const functions: Readonly<Record<string, { readonly text: string; readonly json: unknown }>> = {
  outline: { text: '', json: { sources } },
  targets: {
    text: 'TARGET    DESCRIPTION\n(default) \n',
    json: {
      targets: [{ default: true, base: 'alpine', location: { ranges: [{ start: { line: 1 }, end: { line: 1 } }] } }],
      sources,
    },
  },
  'subrequests.describe': {
    text:
      'NAME                 VERSION DESCRIPTION\n' +
      'outline              1.0.0   List all parameters current build target supports\n' +
      'targets              1.0.0   List all targets current build supports\n' +
      'subrequests.describe 1.0.0   List available subrequest types\n',
    json: [
      described('outline', 'List all parameters current build target supports', [
        { name: 'target', description: 'Target build stage' },
      ]),
      described('targets', 'List all targets current build supports', []),
      described('subrequests.describe', 'List available subrequest types', null),
    ],
  },
};

/**
 * Completes a script that does not say what happens, for a build that calls a function of the frontend (`--print`)
 * instead of building: it answers as the Dockerfile frontend does, or fails because there is no such function
 * (docs/real-controller.md §5.3).
 *
 * @param told how often the error says that there is no such function
 * @param makesImage whether an empty image is made all the same
 */
export function callBuild(
  script: BuildScript,
  options: BuildOptions,
  { told = 2, makesImage = true }: { readonly told?: number; readonly makesImage?: boolean } = {},
): BuildScript {
  const { callFunc } = options;
  if (callFunc === undefined || script.vertices !== undefined || script.error !== undefined) return script;
  const { name } = callFunc;
  const result = Object.hasOwn(functions, name) ? functions[name] : undefined;
  const loaded = ['[internal] load build definition from Dockerfile'];
  if (result === undefined) {
    const problem = `unsupported request frontend.${name}`;
    const message = Array.from({ length: told }, () => problem).join(': ');
    return { ...script, vertices: steps(loaded), error: { message } };
  }
  const ignored = name === 'outline' ? ['[internal] load .dockerignore'] : [];
  const reply: StringMap = {
    version: '1.0.0',
    'result.txt': result.text,
    'result.json': JSON.stringify(result.json, undefined, 2),
    ...script.reply,
  };
  const made = makesImage || options.exports.length > 0 ? ['exporting to image'] : [];
  return { ...script, vertices: steps([...loaded, ...ignored, ...made]), reply };
}

function steps(names: readonly string[]): NonNullable<BuildScript['vertices']> {
  return names.map((name) => ({ name, takes: 50 }));
}

function described(name: string, description: string, opts: readonly object[] | null): object {
  const metadata = ['result.json', 'result.txt'].map((key) => ({ name: key, description: '' }));
  return {
    name: `frontend.${name}`,
    version: '1.0.0',
    type: 'rpc',
    description,
    opts,
    inputs: null,
    metadata,
    refs: null,
  };
}
