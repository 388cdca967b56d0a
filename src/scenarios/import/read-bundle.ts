import { gunzipSync } from 'node:zlib';
import { isObject } from '../../protocol/is-object.js';
import { servedServices } from '../../protocol/buildkit/service.js';
import { ProtocolError } from '../../protocol/protocol-error.js';
import { decodeStatusDetails } from '../../protocol/status-details.js';
import type { StatusResponse, StringMap } from '../../protocol/messages.js';
import { statusCodeName, statusCodes, type StatusCodeName } from '../../protocol/status-code.js';
import type { BuildErrorScript } from '../model/build-script.js';
import { ImportError } from './import-error.js';
import { matchOfAttributes } from './match-of-attributes.js';
import type { ToldBuild } from './told-build.js';

const recordType = 'application/vnd.buildkit.historyrecord.v0';
const statusType = 'application/vnd.buildkit.status.v0';
/** The largest archive that is unpacked, in bytes. */
const largest = 512 * 1024 * 1024;

/** Details of an error that a fake makes itself, and stacks of Go's calls. */
const left = /\/(?:errdefs\.(?:Vertex|Solve)|stack\.Stack)\+json$/;

/**
 * Reads the builds of a `.dockerbuild` file, as `docker buildx history export` writes it: an archive of an OCI layout, in
 * which a record of BuildKit's history is the configuration of each manifest, and what Status said one of its layers.
 * @throws ImportError
 */
export async function readBundle(bytes: Uint8Array): Promise<readonly ToldBuild[]> {
  const builds = buildsIn(await unpacked(bytes));
  if (builds.length === 0)
    throw new ImportError('the archive has no record of a build: give one of "docker buildx history export"');
  return builds;
}

/** @throws ImportError for what is no record, whatever it is instead */
function buildsIn(files: Files): readonly ToldBuild[] {
  try {
    return manifestsIn(files, jsonIn(files, 'index.json')).flatMap((manifest) => buildIn(files, manifest));
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof ProtocolError)) throw error;
    throw new ImportError(`the archive is no export of BuildKit's (${error.message}): export it again`);
  }
}

type Files = ReadonlyMap<string, Uint8Array>;

async function unpacked(bytes: Uint8Array): Promise<Files> {
  // Loaded only here: most imports are texts.
  const { unpackTar } = await import('modern-tar');
  try {
    const tar = bytes[0] === 0x1f ? gunzipSync(bytes, { maxOutputLength: largest }) : bytes;
    const entries = await unpackTar(tar);
    return new Map(entries.flatMap(({ header, data }) => (data === undefined ? [] : [[header.name, data] as const])));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ImportError(`the archive cannot be unpacked (${why}): export it again`);
  }
}

interface Descriptor {
  readonly mediaType?: string;
  readonly digest?: string;
}

/** The manifests of an index, and of the indexes within it. */
function manifestsIn(files: Files, index: Readonly<Record<string, unknown>>, depth = 0): readonly Descriptor[] {
  const list = Array.isArray(index['manifests']) ? (index['manifests'] as readonly Descriptor[]) : [];
  return list.flatMap((descriptor) => {
    if (depth < 4 && /index\.v1\+json$|manifest\.list/.test(descriptor.mediaType ?? ''))
      return manifestsIn(files, jsonIn(files, blobOf(descriptor)), depth + 1);
    return [descriptor];
  });
}

function buildIn(files: Files, descriptor: Descriptor): readonly ToldBuild[] {
  const manifest = jsonIn(files, blobOf(descriptor));
  const config = manifest['config'] as Descriptor | undefined;
  if (config?.mediaType !== recordType) return [];
  const record = jsonIn(files, blobOf(config));
  const layers = (manifest['layers'] ?? []) as readonly Descriptor[];
  const status = layers.find(({ mediaType }) => mediaType === statusType);
  if (status === undefined) throw new ImportError(`${blobOf(descriptor)} tells no progress: export it when it is done`);
  const error = errorIn(files, record);
  const attributes = (record['FrontendAttrs'] ?? {}) as StringMap;
  return [
    {
      name: `build ${textIn(record, 'Ref')}`.trim(),
      when: matchOfAttributes(attributes),
      progress: messagesIn(fileIn(files, blobOf(status)), blobOf(status)),
      ...(error !== undefined && { error }),
      ...(isObject(record['ExporterResponse']) && { reply: record['ExporterResponse'] as StringMap }),
      notes: [],
    },
  ];
}

/** What Status said: messages, each behind its length in four bytes, the least first. */
function messagesIn(bytes: Uint8Array, path: string): readonly StatusResponse[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const messages: StatusResponse[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 4 + (at + 4 <= bytes.length ? view.getUint32(at, true) : 0);
    if (at + 4 > bytes.length || end > bytes.length)
      throw new ImportError(`${path} was cut off at byte ${at}: export it again`);
    try {
      messages.push(servedServices['moby.buildkit.v1.Control'].Status.response.decode(bytes.subarray(at + 4, end)));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      throw new ImportError(`${path} is no progress of BuildKit at byte ${at} (${error.message}): export it again`);
    }
    at = end;
  }
  return messages;
}

/** How the build failed. Newer records keep the details beside them, as the `google.rpc.Status` of the error. */
function errorIn(files: Files, record: Readonly<Record<string, unknown>>): BuildErrorScript | undefined {
  const { error, externalError } = record;
  if (!isObject(error)) return undefined;
  const code = statusCodeName(Number(error['code'] ?? statusCodes.UNKNOWN));
  const inside = (error['details'] ?? []) as readonly { readonly type_url?: string; readonly value?: string }[];
  const details = isObject(externalError)
    ? decodeStatusDetails(fileIn(files, blobOf(externalError))).details
    : inside.map(({ type_url: typeUrl = '', value = '' }) => ({ typeUrl, value: Buffer.from(value, 'base64') }));
  return {
    message: textIn(error, 'message'),
    ...(code !== 'UNKNOWN' && code !== 'OK' && code in statusCodes && { code: code as Exclude<StatusCodeName, 'OK'> }),
    details: details.flatMap(({ typeUrl, value }) => (left.test(typeUrl) ? [] : (detailOf(typeUrl, value) ?? []))),
  };
}

function detailOf(
  typeUrl: string,
  bytes: Uint8Array,
): { readonly typeUrl: string; readonly json: unknown } | undefined {
  try {
    return { typeUrl, json: withoutDefinition(JSON.parse(Buffer.from(bytes).toString('utf8'))) };
  } catch {
    return undefined;
  }
}

/** The LLB that brought the Dockerfile is of no use to whoever reads an error, and long. */
function withoutDefinition(json: unknown): unknown {
  if (!isObject(json) || !isObject(json['info'])) return json;
  const { definition: _, ...info } = json['info'];
  return { ...json, info };
}

function textIn(object: object, key: string): string {
  const value: unknown = Reflect.get(object, key);
  return typeof value === 'string' ? value : '';
}

function blobOf({ digest = '' }: Descriptor): string {
  return `blobs/${digest.replace(':', '/')}`;
}

function fileIn(files: Files, path: string): Uint8Array {
  const file = files.get(path) ?? files.get(`./${path}`);
  if (file === undefined) throw new ImportError(`the archive lacks ${path}: export it again`);
  return file;
}

function jsonIn(files: Files, path: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(Buffer.from(fileIn(files, path)).toString('utf8'));
    if (isObject(json)) return json;
  } catch (error) {
    if (error instanceof ImportError) throw error;
  }
  throw new ImportError(`${path} in the archive is no JSON: export it again`);
}
