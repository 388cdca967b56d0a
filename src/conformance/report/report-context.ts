/**
 * What a written report can tell that is not in the report.
 *
 * @since 0.1.0
 */
export interface ReportContext {
  /**
   * The command that ran the suite; the options that replay a counterexample are added to it. Default: made from the
   * report.
   */
  readonly command?: string;
  /**
   * Whether the JSON report has every message in full, and its bytes; otherwise each is there once, decoded, with its size,
   * and cut. Default false.
   */
  readonly fullMessages?: boolean;
}
