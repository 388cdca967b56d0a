/**
 * The real program was not led to the fake controller; `code` is `'CONTROLLER_DOOR'`.
 *
 * @since 0.1.0
 */
export class ControllerDoorError extends Error {
  /** Always `'CONTROLLER_DOOR'`, to tell it from other errors. */
  readonly code = 'CONTROLLER_DOOR';

  /** @internal */
  constructor(message: string) {
    super(message);
    this.name = 'ControllerDoorError';
  }
}
