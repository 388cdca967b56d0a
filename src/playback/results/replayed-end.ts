import type { ErrorDetail } from '../../protocol/error-detail.js';
import { detailsOf } from '../../protocol/status-details.js';
import type { ImageScript } from '../../scenarios/model/build-script.js';
import type { RecordedBuild, RecordedDetail, RecordedError } from '../../scenarios/model/recorded-build.js';
import type { BuildResult } from './build-result.js';
import type { BuildEnd } from './build-end.js';
import { commandOf } from '../builds/command-of-step.js';
import { RpcFailure } from '../rpc-failure.js';
import { typedDetail } from '../recorded/typed-detail.js';

/** How a recorded build ends, in the session of this ref. */
export function replayedEnd(
  recorded: RecordedBuild,
  { ref, image, platforms }: { readonly ref: string; readonly image: ImageScript; readonly platforms: number },
): BuildEnd {
  const { error, reply = {} } = recorded;
  if (error === undefined)
    return { kind: 'succeeded', reply: withRef(reply, ref), result: { state: 'succeeded', image, platforms } };
  const failure = failureOf(error, ref);
  const result = leftBy(recorded, failure, { image, platforms });
  return { kind: 'failed', failure, ...(result !== undefined && { result }) };
}

function failureOf({ message, code, details }: RecordedError, ref: string): RpcFailure {
  if (details === undefined) return new RpcFailure(message, code);
  return new RpcFailure(
    message,
    code,
    details.map((detail) => toDetail(detail, ref)),
    { complete: true },
  );
}

function toDetail(detail: RecordedDetail, ref: string): ErrorDetail {
  return typedDetail('json' in detail ? { ...detail, json: withRef(detail.json, ref) } : detail);
}

/**
 * What the build left. It left something if its error names its session, or, where nobody saw the details, if it failed
 * in a step.
 */
function leftBy(
  { messages, error }: RecordedBuild,
  failure: RpcFailure,
  { image, platforms }: { readonly image: ImageScript; readonly platforms: number },
): BuildResult | undefined {
  const vertices = messages.flatMap((message) => message.vertices ?? []);
  const [named] = detailsOf(failure.details, 'github.com/moby/buildkit/errdefs.Vertex+json');
  const failed = vertices.find(({ digest, error: text = '' }) =>
    named === undefined ? text !== '' && !text.endsWith('context canceled') : digest === named.digest,
  );
  const step = commandOf(failed?.name ?? '');
  const left =
    error?.details === undefined
      ? step !== undefined
      : detailsOf(failure.details, 'github.com/docker/buildx/errdefs.Build+json').length > 0;
  if (!left) return undefined;
  return step === undefined ? { state: 'unusable' } : { state: 'failed', step, image, platforms };
}

/** Puts the session's ref in place of `$ref`, everywhere in some data. */
function withRef<T>(data: T, ref: string): T {
  if (data === '$ref') return ref as T;
  if (Array.isArray(data)) return data.map((item: unknown) => withRef(item, ref)) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withRef<unknown>(value, ref)])) as T;
}
