/**
 * The image is not on the engine and cannot be pulled or built; `code` is `'IMAGE_MISSING'`.
 *
 * @since 0.1.0
 */
export class ImageMissingError extends Error {
  /** Always `'IMAGE_MISSING'`, to tell it from other errors. */
  readonly code = 'IMAGE_MISSING';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ImageMissingError';
  }
}
