import type { VertexWarning } from '../controller-client/messages.js';

/** A warning as editors show them: at a place of a file. */
export interface Diagnostic {
  readonly severity: 'warning' | 'information';
  readonly message: string;
  readonly detail: readonly string[];
  /** A page that explains it; empty where there is none. */
  readonly url: string;
  /** Where it is; null where the server has told no place. */
  readonly place: { readonly file: string; readonly line: number; readonly endLine: number } | null;
}

export function diagnosticOf({ level, short, detail, url, info, ranges }: VertexWarning): Diagnostic {
  const [first] = ranges;
  return {
    // 0 is what BuildKit itself has to say, 1 what is wrong in the Dockerfile.
    severity: level > 0 ? 'warning' : 'information',
    message: textOf(short),
    detail: detail.map(textOf),
    url,
    place:
      info === null || first === undefined
        ? null
        : { file: info.filename, line: first.start.line, endLine: ranges.at(-1)?.end.line ?? first.end.line },
  };
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
