import { basename, join } from 'node:path';

/** Why a build failed, and where. */
export interface Failure {
  /** The step that failed; undefined when the build itself did. */
  readonly step: string | undefined;
  readonly message: string;
  /** The lines of the Dockerfile that failed; undefined where buildx has told none. */
  readonly place: { readonly file: string; readonly line: number } | undefined;
}

/** Reads a failure from what buildx says behind the progress: a place of the Dockerfile with its lines, and the error. */
export function failureOf(text: string, step: string | undefined, args: readonly string[]): Failure {
  const [, message = text.trim()] = /^ERROR: (.*)$/m.exec(text) ?? [];
  const [, file, line] = /^(.+):(\d+)\n-{20}$/m.exec(text) ?? [];
  return {
    step,
    message,
    place: file === undefined ? undefined : { file: inWorkspace(file, args), line: Number(line) },
  };
}

/** The path of the Dockerfile as an annotation needs it: BuildKit knows its name alone. */
export function inWorkspace(name: string, args: readonly string[]): string {
  const dockerfile = optionOf(args, '--file') ?? optionOf(args, '-f');
  if (dockerfile !== undefined) return basename(dockerfile) === name ? dockerfile : name;
  const context = args.at(-1) ?? '.';
  return context === '-' || context.includes('://') ? name : join(context, name);
}

/** The value of an option, `--name value` or `--name=value`. */
function optionOf(args: readonly string[], name: string): string | undefined {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  return args[at] === name ? args[at + 1] : args[at]?.slice(name.length + 1);
}
