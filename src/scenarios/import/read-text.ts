import { ImportError } from './import-error.js';
import { readEvents, type OtherLine } from './rawjson/read-events.js';
import { buildsInARow } from './rawjson/builds-in-a-row.js';
import { readPlain } from './read-plain.js';
import type { ToldBuild } from './told-build.js';
import { toldFailure } from './told-failure.js';

/**
 * Reads a build out of what buildx printed, with `--progress rawjson` or `--progress plain`.
 * @throws ImportError
 */
export function readText(text: string): ToldBuild {
  const { messages, others, cut } = readEvents(text);
  const notes = cut === undefined ? [] : [`line ${cut.line} was cut off, and is left out: ${shown(cut)}`];
  const failure = toldFailure(others);
  const error = failure && { message: failure.message, details: failure.details };
  if (messages.length > 0) {
    const builds = buildsInARow(messages);
    const rest = others.filter((line) => failure === undefined || !failure.lines.includes(line));
    return {
      progress: messages,
      ...(error !== undefined && { error }),
      notes: [
        ...notes,
        ...(builds > 1
          ? [
              `it seems to have ${builds} builds, one after the other, and becomes one script: import the lines of each build alone`,
            ]
          : []),
        ...rest.slice(0, mostLines).map((line) => `line ${line.line} is no progress: ${shown(line)}`),
        ...more(rest),
      ],
    };
  }
  const plain = readPlain(others);
  if (plain !== undefined) return { ...plain, ...(error !== undefined && { error }) };
  throw new ImportError(
    `there is no progress of a build in it${others[0] === undefined ? '' : `; it begins: ${shown(others[0])}`}. Give what "docker buildx build --progress rawjson" writes to stderr, what "docker buildx history logs --progress rawjson" writes to stdout, a .dockerbuild file of "docker buildx history export", or a log of --progress plain`,
  );
}

/** The most lines that are told of. */
const mostLines = 10;

function more(rest: readonly OtherLine[]): readonly string[] {
  return rest.length > mostLines ? [`${rest.length - mostLines} more lines are no progress`] : [];
}

function shown({ text }: OtherLine): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
}
