/** Something passed that is not in the recording; `code` is `'NOT_ALL_RECORDED'`. */
export class NotAllRecordedError extends Error {
  readonly code = 'NOT_ALL_RECORDED';

  constructor(message: string) {
    super(message);
    this.name = 'NotAllRecordedError';
  }
}
