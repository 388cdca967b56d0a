/**
 * What the frontend answers to a request that builds nothing, by the keys of the result's metadata.
 *
 * @since 0.1.0
 */
export interface SubrequestResult {
  readonly 'result.json': string;
  readonly 'result.txt': string;
  readonly version: string;
  /** Of checks: `1` if something was found, otherwise `0`. */
  readonly 'result.statuscode'?: string;
}
