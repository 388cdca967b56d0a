import { archiveFiles } from '../../image/archive.js';
import { rootEntries, type RootEntry, within } from '../../image/root-files.js';
import { tarOf } from '../../image/tar.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import { normalizedName } from '../../playback/results/normalized-name.js';
import type { StringMap } from '../../protocol/messages.js';
import { ClientStore } from '../../session-tunnel/client-store.js';
import { sendDirectory } from '../../session-tunnel/send-directory.js';
import { sendFile } from '../../session-tunnel/send-file.js';
import { attestationFiles } from './attestation-files.js';
import type { SourcePlatform } from './export-source.js';
import { nameAndPush } from './export-image.js';
import type { Export } from './export.js';
import type { ExportProgress } from './export-progress.js';
import { refuseNoName } from './refuse-no-name.js';
import { namesOf, withTag } from './requested-exporters.js';
import { isoSeconds } from '../../time/iso-time.js';
import { replyOf, writeImage } from './write-image.js';

/** What an exporter's vertex is called. */
export const exporterNames = {
  image: 'exporting to image',
  oci: 'exporting to oci image format',
  docker: 'exporting to docker image format',
  tar: 'exporting to client tarball',
  local: 'exporting to client directory',
} as const;

/** Does what an exporter does; gives what it says in the reply. @throws RpcFailure, SessionError, RpcError */
export async function runExporter(progress: ExportProgress, exported: Export): Promise<StringMap> {
  const { type } = exported.exporter;
  switch (type) {
    case 'image':
      return exportImage(progress, exported);
    case 'oci':
    case 'docker':
      return exportArchive(progress, exported, type === 'docker');
    case 'tar':
      await exportTar(progress, exported);
      return {};
    case 'local':
      await exportLocal(progress, exported);
      return {};
    default:
      return type satisfies never;
  }
}

async function exportImage(progress: ExportProgress, exported: Export): Promise<StringMap> {
  const image = await writeImage(progress, exported);
  exported.life.content.keep(exported.build.ref, image.blobs);
  exported.build.exported.set(exported.exporter.id, image.descriptor);
  await nameAndPush(progress, exported, image);
  const names = namesOf(exported.exporter);
  return { ...replyOf(image), ...(names.length === 0 ? {} : { 'image.name': names.join(',') }) };
}

async function exportArchive(progress: ExportProgress, exported: Export, docker: boolean): Promise<StringMap> {
  const { life, build, exporter, source, created, signal } = exported;
  if (docker && source.several)
    throw new RpcFailure('docker exporter does not currently support exporting manifest lists');
  const image = await writeImage(progress, exported);
  life.content.keep(build.ref, image.blobs);
  build.exported.set(exporter.id, image.descriptor);
  for (const name of namesOf(exporter)) refuseNoName(name);
  const names = namesOf(exporter).map((name) => withTag(normalizedName(name)));
  const annotations = { 'org.opencontainers.image.created': isoSeconds(created) };
  const reply = { ...replyOf(image, annotations), ...(names.length === 0 ? {} : { 'image.name': names.join(',') }) };
  if (exporter.attrs['tar'] === 'false') {
    const store = new ClientStore(await exported.session(), 'export', signal);
    for (const blob of image.blobs) await store.write(blob);
    return reply;
  }
  const files = archiveFiles(image, names, { docker, created: isoSeconds(created) });
  const tar = await life.clock.hold(() => tarOf(files, created));
  const session = await exported.session();
  await progress.item('sending tarball', () =>
    sendFile(session, { exporter: exporter.id, about: reply, pieces: [tar], signal }),
  );
  return reply;
}

async function exportTar(progress: ExportProgress, exported: Export): Promise<void> {
  const { life, exporter, created, signal } = exported;
  const tar = await life.clock.hold(() => tarOf(treeOf(exported), created));
  const session = await exported.session();
  await progress.item('sending tarball', () => sendFile(session, { exporter: exporter.id, pieces: [tar], signal }));
}

async function exportLocal(progress: ExportProgress, exported: Export): Promise<void> {
  const { exporter, source, created: modified, signal } = exported;
  const session = await exported.session();
  const split = isSplit(exported);
  for (const platform of source.platforms) {
    const { id } = platform;
    const entries = entriesOf(exported, platform);
    await progress.transfer(split ? `copying files ${id}` : 'copying files', () =>
      sendDirectory(session, { exporter: exporter.id, entries, modified, signal }),
    );
  }
}

/** The root file system; of several platforms, each in a directory of its own. */
function treeOf(exported: Export): readonly RootEntry[] {
  return exported.source.platforms.flatMap((platform) => entriesOf(exported, platform));
}

function entriesOf(exported: Export, platform: SourcePlatform): readonly RootEntry[] {
  const split = isSplit(exported);
  const { files, id } = platform;
  const stated = attestationFiles(exported, platform, exported.source.several && !split);
  const entries = rootEntries([...files, ...stated]);
  return split ? within(directoryOf(id), entries) : entries;
}

function isSplit({ source, exporter }: Export): boolean {
  const { 'platform-split': asked } = exporter.attrs;
  return asked === undefined ? source.several : asked === 'true';
}

function directoryOf(platform: string): string {
  return platform.replaceAll('/', '_');
}
