import { statementOf } from '../../image/attestation.js';
import { digestOf } from '../../image/blob.js';
import type { RootFile } from '../../image/root-files.js';
import { isoSeconds } from '../../time/iso-time.js';
import { attested } from './attested.js';
import type { Export } from './export.js';
import type { SourcePlatform } from './export-source.js';

/** What the file of a statement is called, by what it states. */
const fileNames: Readonly<Record<string, string>> = {
  'https://slsa.dev/provenance/v0.2': 'provenance',
  'https://spdx.dev/Document': 'sbom.spdx',
};

/**
 * The files in which the exporters `local` and `tar` leave what is stated of the other files, such as `provenance.json`.
 * @param inOneDirectory whether other platforms have their files in the same directory
 */
export function attestationFiles(
  { life, build, exporter }: Export,
  { id, files }: SourcePlatform,
  inOneDirectory: boolean,
): readonly RootFile[] {
  const times = { began: isoSeconds(build.began / 1000), ended: isoSeconds(life.clock.now / 1000) };
  const subject = files.map(({ path, data }) => ({
    name: path.replace(/^\/+/, ''),
    digest: { sha256: digestOf(data).slice('sha256:'.length) },
  }));
  return attested(build, exporter, id, times).map((predicate) => {
    const platform = inOneDirectory ? `.${id.replaceAll('/', '_')}` : '';
    const name = fileNames[predicate.type] ?? 'attestation';
    const path = `${exporter.attrs['attestation-prefix'] ?? ''}${name}${platform}.json`;
    return { path, mode: 0o600, data: Buffer.from(JSON.stringify(statementOf(predicate, subject), undefined, 2)) };
  });
}
