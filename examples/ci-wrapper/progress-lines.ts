/** A line of `--progress rawjson`, as far as it is looked at. Texts of logs and warnings are base64. */
export interface ProgressEvent {
  readonly vertexes?: readonly ProgressVertex[];
  readonly logs?: readonly { readonly vertex?: string; readonly stream?: number; readonly data: string }[];
  readonly warnings?: readonly ProgressWarning[];
}

export interface ProgressVertex {
  readonly digest: string;
  readonly name?: string;
  readonly started?: string;
  readonly completed?: string;
  readonly cached?: boolean;
  readonly error?: string;
}

export interface ProgressWarning {
  readonly short?: string;
  readonly sourceInfo?: { readonly filename?: string };
  readonly range?: readonly { readonly start: { readonly line: number } }[];
}

/** Tells the events in what buildx writes on stderr from its own words. */
export class ProgressLines {
  /** buildx 0.13 indents its events: the lines of one that has begun. */
  #begun: string[] = [];

  /** What a line ends: an event, or a line of text; nothing within an event. */
  read(line: string): ProgressEvent | string | undefined {
    if (this.#begun.length > 0 || line === '{') {
      this.#begun.push(line);
      if (line !== '}') return undefined;
      const event = this.#begun.join('\n');
      this.#begun = [];
      return parsed(event);
    }
    return line.startsWith('{') ? parsed(line) : line;
  }
}

function parsed(text: string): ProgressEvent | string {
  try {
    return JSON.parse(text) as ProgressEvent;
  } catch {
    return text;
  }
}
