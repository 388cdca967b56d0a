import { type Blob, blobOf, type Descriptor, descriptorOf, jsonBlob } from '../../image/blob.js';
import { inTotoType } from '../../image/media-types.js';
import { timestamp } from '../../playback/builds/timestamp.js';
import type { RpcFailure } from '../../playback/rpc-failure.js';
import type { control } from '../../protocol/buildkit/messages.js';
import { methodNamed } from '../../protocol/buildkit/service.js';
import type { Init, StatusResponse, StringMap } from '../../protocol/messages.js';
import { encodeStatusDetails } from '../../protocol/status-details.js';
import { statusCodes } from '../../protocol/status-code.js';
import { isoSeconds } from '../../time/iso-time.js';
import { provenanceOf } from '../exporters/attested.js';
import { exportSource } from '../exporters/export-source.js';
import type { Life } from '../life.js';
import type { Build } from './build.js';
import type { BuildRecord } from './history.js';

/** How a build ended: with a reply, or with an error. */
export type BuildEnd = { readonly reply: StringMap } | { readonly failure: RpcFailure };

/** What is told of a build that has begun. */
export function begun({ ref, request, began }: Build): BuildRecord {
  const { frontend, frontendAttrs, exporters } = request;
  return { ref, frontend, frontendAttrs, exporters, createdAt: timestamp(began) };
}

/**
 * What is told of a build that is over, of which the content store keeps what it points to: its progress, its error with
 * all details, the provenance of each result, and what was exported.
 */
export function over(life: Life, build: Build, end: BuildEnd, ended: number): BuildRecord {
  const messages = messagesOf(build);
  const logs = blobOf('application/vnd.buildkit.status.v0', joined(messages));
  const record = { ...begun(build), completedAt: timestamp(ended), ...countsOf(messages), logs: pointer(logs) };
  if ('failure' in end) {
    const { message, details } = end.failure;
    const code = statusCodes[end.failure.code];
    // So spelt by BuildKit.
    const type = 'application/vnd.googeapis.google.rpc.status+proto';
    const error = blobOf(type, encodeStatusDetails({ code, message, details }));
    life.content.keepRecord(build.ref, [logs, error]);
    return { ...record, error: { code, message }, externalError: pointer(error) };
  }
  const { result, results, statements } = resultsOf(life, build, ended);
  life.content.keepRecord(build.ref, [logs, ...statements]);
  return { ...record, exporterResponse: end.reply, ...(result === undefined ? {} : { result }), results };
}

function messagesOf({ feed }: Build): readonly StatusResponse[] {
  const messages: StatusResponse[] = [];
  const reader = feed.subscribe();
  for (let message = reader.take(); message !== undefined; message = reader.take()) messages.push(message);
  reader.leave();
  return messages;
}

/** Each message after its length, in four bytes of which the lowest comes first. */
function joined(messages: readonly StatusResponse[]): Uint8Array {
  const { response } = methodNamed('Control.Status');
  return Buffer.concat(
    messages.flatMap((message) => {
      const bytes = response.encode(message);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(bytes.length);
      return [length, bytes];
    }),
  );
}

function countsOf(messages: readonly StatusResponse[]) {
  const vertices = messages.flatMap((message) => message.vertices);
  const count = (some: typeof vertices): number => new Set(some.map(({ digest }) => digest)).size;
  return {
    numTotalSteps: count(vertices),
    numCompletedSteps: count(vertices.filter(({ completed }) => completed !== undefined)),
    numCachedSteps: count(vertices.filter(({ cached }) => cached)),
    numWarnings: messages.reduce((sum, { warnings }) => sum + warnings.length, 0),
  };
}

/** The provenance of each result, whether it is asked for or not, as BuildKit has it; and what was exported. */
function resultsOf(life: Life, build: Build, ended: number) {
  const { ref, request, began, exported, result: made } = build;
  const statements: Blob[] = [];
  const times = { began: isoSeconds(began / 1000), ended: isoSeconds(ended / 1000) };
  const proven = (platform: string): readonly Init<control.Descriptor>[] => {
    const { type, value } = provenanceOf(ref, request.frontendAttrs, platform, times);
    const statement = jsonBlob(inTotoType, value);
    statements.push(statement);
    return [{ ...pointer(statement), annotations: { 'in-toto.io/predicate-type': type } }];
  };
  const native = life.character.platforms[0] ?? 'linux/amd64';
  const { platforms, several } =
    made === undefined ? { platforms: [], several: false } : exportSource(build, made, native);
  const images = [...exported].map(([id, descriptor]) => [`${id}`, described(descriptor)] as const);
  const [, first] = images[0] ?? [];
  const info: Init<control.BuildResultInfo> = {
    attestations: several ? [] : platforms.flatMap(({ id }) => proven(id)),
    results: Object.fromEntries(images),
    ...(first === undefined ? {} : { resultDeprecated: first }),
  };
  const results = Object.fromEntries(several ? platforms.map(({ id }) => [id, { attestations: proven(id) }]) : []);
  const isEmpty = info.attestations?.length === 0 && first === undefined;
  return { result: isEmpty ? undefined : info, results, statements };
}

function pointer(blob: Blob): Init<control.Descriptor> {
  return described(descriptorOf(blob));
}

function described({ mediaType, digest, size, annotations = {} }: Descriptor): Init<control.Descriptor> {
  return { mediaType, digest, size: BigInt(size), annotations };
}
