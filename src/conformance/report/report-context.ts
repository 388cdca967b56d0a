/** What a written report can tell that is not in the report. */
export interface ReportContext {
  /** The command that ran the suite, to which what replays a counterexample is added. */
  readonly command?: string;
}
