/**
 * The container, or the controller in it, did not come up; `code` is `'CONTAINER_START'`.
 *
 * @since 0.1.0
 */
export class ContainerStartError extends Error {
  /** Always `'CONTAINER_START'`, to tell it from other errors. */
  readonly code = 'CONTAINER_START';
  /** The last lines that the container wrote. */
  readonly log: string;

  constructor(what: string, log: string, options?: ErrorOptions) {
    super(log === '' ? what : `${what}; it said last:\n${log}`, options);
    this.name = 'ContainerStartError';
    this.log = log;
  }
}
