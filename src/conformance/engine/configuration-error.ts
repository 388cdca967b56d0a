/** The suite was asked for something that cannot be: an unknown requirement, a bad file, a bad number. */
export class ConfigurationError extends Error {
  readonly code = 'CONFIGURATION';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ConfigurationError';
  }
}
