import { type Blob, type Descriptor, descriptorOf, digestOf, jsonBlob } from './blob.js';
import { inTotoType, ociTypes } from './media-types.js';
import type { PlatformImage } from './platform-image.js';

/** What is said of an image, as in-toto has it. */
export interface Predicate {
  /** Such as `https://slsa.dev/provenance/v0.2`. */
  readonly type: string;
  readonly value: object;
}

/** The statements about one image, and the manifest that holds them. */
export interface AttestationManifest {
  readonly statements: readonly Blob[];
  readonly config: Blob;
  readonly manifest: Blob;
  /** What points to the manifest in an index. */
  readonly descriptor: Descriptor;
}

/** @param names names of the image in package URLs, such as `pkg:docker/app@latest?platform=linux%2Famd64` */
export function attestationManifest(
  { descriptor: { digest } }: PlatformImage,
  predicates: readonly Predicate[],
  names: readonly string[],
): AttestationManifest {
  const subject = (names.length === 0 ? ['_'] : names).map((name) => ({ name, digest: { sha256: digest.slice(7) } }));
  const statements = predicates.map((predicate) => jsonBlob(inTotoType, statementOf(predicate, subject)));
  const unknown = { architecture: 'unknown', os: 'unknown' };
  const config = jsonBlob(ociTypes.config, {
    ...unknown,
    config: {},
    rootfs: { type: 'layers', diff_ids: statements.map(({ bytes }) => digestOf(bytes)) },
  });
  const manifest = jsonBlob(ociTypes.manifest, {
    schemaVersion: 2,
    mediaType: ociTypes.manifest,
    config: descriptorOf(config),
    layers: statements.map((statement, index) => ({
      ...descriptorOf(statement),
      annotations: { 'in-toto.io/predicate-type': predicates[index]?.type },
    })),
  });
  const descriptor = {
    ...descriptorOf(manifest),
    annotations: {
      'vnd.docker.reference.digest': digest,
      'vnd.docker.reference.type': 'attestation-manifest',
    },
    platform: unknown,
  };
  return { statements, config, manifest, descriptor };
}

/** What a statement is about, by its name and digest. */
export interface Subject {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

/** A statement of in-toto. */
export function statementOf({ type, value }: Predicate, subject: readonly Subject[]): object {
  return { _type: 'https://in-toto.io/Statement/v0.1', predicateType: type, subject, predicate: value };
}
