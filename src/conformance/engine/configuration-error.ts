/**
 * The suite was asked for something that cannot be, such as an unknown requirement, a bad file or a bad number; `code`
 * is `'CONFIGURATION'`.
 *
 * @since 0.1.0
 */
export class ConfigurationError extends Error {
  /** Always `'CONFIGURATION'`, to tell it from other errors. */
  readonly code = 'CONFIGURATION';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ConfigurationError';
  }
}
