import type { SourceRange } from '../../dockerfile/source-range.js';
import type { ErrorDetail } from '../../protocol/error-detail.js';
import { errorDetail } from '../../protocol/status-details.js';

/** A Dockerfile as it was read. */
export interface ReadDockerfile {
  readonly filename: string;
  readonly bytes: Buffer;
}

/** The detail with which clients show an excerpt of the Dockerfile, and the lines that are to blame. */
export function sourceDetail({ filename, bytes }: ReadDockerfile, ranges: readonly SourceRange[]): ErrorDetail {
  return errorDetail('github.com/moby/buildkit/errdefs.Source+json', {
    info: { filename, data: bytes.toString('base64'), language: 'Dockerfile' },
    ranges,
  });
}
