import { createHash } from 'node:crypto';
import type { StatusResponse, Vertex, VertexStatus, VertexWarning } from '../protocol/messages.js';
import type { Mutant } from './mutant.js';
import { sending } from './shape/sending.js';
import { progress, vertices } from './shape/progress.js';

function statuses(change: (status: VertexStatus) => VertexStatus): NonNullable<Mutant['handlers']> {
  return () => progress((message) => ({ ...message, statuses: message.statuses.map(change) }));
}

function warnings(change: (warning: VertexWarning) => VertexWarning): NonNullable<Mutant['handlers']> {
  return () => progress((message) => ({ ...message, warnings: message.warnings.map(change) }));
}

function withoutStatuses(message: StatusResponse): StatusResponse | readonly StatusResponse[] {
  const { vertices: shown, logs, warnings: found } = message;
  return shown.length + logs.length + found.length === 0 ? [] : { ...message, statuses: [] };
}

function garbled(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

function withReply(change: (reply: Readonly<Record<string, string>>) => Readonly<Record<string, string>>) {
  return sending('Build', (message) => {
    const { exporterResponse = {} } = message as { readonly exporterResponse?: Readonly<Record<string, string>> };
    return [{ exporterResponse: change(exporterResponse) }];
  });
}

function isTransfer({ name }: VertexStatus): boolean {
  return name === 'transferring';
}

function isSource(name: string): boolean {
  return name.startsWith('[internal] load ');
}

function renamed(change: (name: string) => string): NonNullable<Mutant['handlers']> {
  return () => vertices((vertex: Vertex) => ({ ...vertex, name: change(vertex.name) }));
}

/** Mutants that show something wrong in the graph, or in what belongs to its vertices. */
export const graphMutants: readonly Mutant[] = [
  {
    name: 'inputs-lost',
    does: 'No vertex has inputs.',
    requirement: 'PAYLOAD-017',
    handlers: () => vertices((vertex) => ({ ...vertex, inputs: [] })),
  },
  {
    name: 'copies-no-inputs',
    does: 'What copies files is an input of nothing.',
    requirement: 'PAYLOAD-017',
    handlers: () => {
      const copies = new Set<string>();
      return progress((message) => {
        for (const { digest, name } of message.vertices) if (name.includes('] COPY ')) copies.add(digest);
        const kept = message.vertices.map((vertex) => ({
          ...vertex,
          inputs: vertex.inputs.filter((input) => !copies.has(input)),
        }));
        return { ...message, vertices: kept };
      });
    },
  },
  {
    name: 'later-inputs-lost',
    does: 'A vertex has the first of its inputs only.',
    requirement: 'PAYLOAD-018',
    handlers: () => vertices((vertex) => ({ ...vertex, inputs: vertex.inputs.slice(0, 1) })),
  },
  {
    name: 'never-cached',
    does: 'No vertex is shown as cached.',
    requirement: 'PAYLOAD-019',
    handlers: () => vertices((vertex) => ({ ...vertex, cached: false })),
  },
  {
    name: 'always-cached',
    does: 'Every vertex that is completed is shown as cached.',
    requirement: 'PAYLOAD-020',
    handlers: () => vertices((vertex) => ({ ...vertex, cached: vertex.completed !== undefined })),
  },
  {
    name: 'names-garbled',
    does: 'Vertices have names that mean nothing, each its own.',
    requirement: 'PAYLOAD-021',
    handlers: renamed(garbled),
  },
  {
    name: 'steps-from-0',
    does: 'The steps of a stage are counted from 0.',
    requirement: 'PAYLOAD-021',
    handlers: renamed((name) => name.replace(/(\d+)\/(\d+)\]/, (_all, k, n) => `${Number(k) - 1}/${String(n)}]`)),
  },
  {
    name: 'context-renamed',
    does: 'The vertex that loads the context is named otherwise.',
    requirement: 'PAYLOAD-021',
    handlers: renamed((name) => name.replace('load build context', 'send build context')),
  },
  {
    name: 'exporter-renamed',
    does: 'The vertex that exports the image is named otherwise.',
    requirement: 'PAYLOAD-021',
    handlers: renamed((name) => name.replace('exporting to image', 'image')),
  },
  {
    name: 'statuses-lost',
    does: 'No status is shown.',
    requirement: 'PAYLOAD-022',
    handlers: () => progress(withoutStatuses),
  },
  {
    name: 'status-ids-garbled',
    does: 'The IDs of statuses mean nothing.',
    requirement: 'PAYLOAD-022',
    handlers: statuses((status) => ({ ...status, id: garbled(status.id) })),
  },
  {
    name: 'status-names-garbled',
    does: 'The names of statuses mean nothing.',
    requirement: 'PAYLOAD-022',
    handlers: statuses((status) => ({ ...status, name: garbled(status.name) })),
  },
  {
    name: 'transfers-nameless',
    does: 'A transfer has no name.',
    requirement: 'PAYLOAD-022',
    handlers: statuses((status) => (isTransfer(status) ? { ...status, name: '' } : status)),
  },
  {
    name: 'status-totals-invented',
    does: 'A transfer has a total, of twice what it has transferred.',
    requirement: 'PAYLOAD-023',
    handlers: statuses((status) => (isTransfer(status) ? { ...status, total: status.current * 2n + 1n } : status)),
  },
  {
    name: 'transfers-stand-still',
    does: 'A transfer stays at 0 bytes.',
    requirement: 'PAYLOAD-023',
    handlers: statuses((status) => ({ ...status, current: 0n })),
  },
  {
    name: 'transfers-open',
    does: 'No transfer is ever completed.',
    requirement: 'PAYLOAD-023',
    handlers: statuses(({ completed, ...status }) => ({
      ...status,
      ...(!isTransfer(status) && completed !== undefined && { completed }),
    })),
  },
  {
    name: 'transfers-without-start',
    does: 'A transfer has no start.',
    requirement: 'PAYLOAD-023',
    handlers: statuses(({ started, ...status }) => ({
      ...status,
      ...(!isTransfer(status) && started !== undefined && { started }),
    })),
  },
  {
    name: 'transfers-count-down',
    does: 'After each update of a transfer comes one with fewer bytes.',
    requirement: 'PAYLOAD-023',
    handlers: () =>
      progress((message) => ({
        ...message,
        statuses: message.statuses.flatMap((status) =>
          status.current > 0n ? [status, { ...status, current: status.current - 1n }] : [status],
        ),
      })),
  },
  {
    name: 'export-in-percent',
    does: 'What is exported is shown with an amount, of a hundred.',
    requirement: 'PAYLOAD-024',
    handlers: statuses((status) => (isTransfer(status) ? status : { ...status, current: 100n, total: 100n })),
  },
  {
    name: 'export-named',
    does: 'What is exported is shown with a name.',
    requirement: 'PAYLOAD-024',
    handlers: statuses((status) => (status.name === '' ? { ...status, name: 'exporting' } : status)),
  },
  {
    name: 'export-open',
    does: 'Nothing that is exported is ever completed.',
    requirement: 'PAYLOAD-024',
    handlers: statuses(({ completed, ...status }) => ({
      ...status,
      ...(isTransfer(status) && completed !== undefined && { completed }),
    })),
  },
  {
    name: 'layers-unmentioned',
    does: 'The export of layers is called otherwise.',
    requirement: 'PAYLOAD-024',
    handlers: statuses((status) => ({ ...status, id: status.id.replace('exporting layers', 'working on it') })),
  },
  {
    name: 'warning-level-2',
    does: 'A warning has the level 2.',
    requirement: 'PAYLOAD-025',
    handlers: warnings((warning) => ({ ...warning, level: 2n })),
  },
  {
    name: 'warning-without-details',
    does: 'A warning has no details.',
    requirement: 'PAYLOAD-025',
    handlers: warnings((warning) => ({ ...warning, detail: [] })),
  },
  {
    name: 'warning-without-url',
    does: 'A warning has no URL.',
    requirement: 'PAYLOAD-025',
    handlers: warnings((warning) => ({ ...warning, url: '' })),
  },
  {
    name: 'warning-of-another-file',
    does: 'The source of a warning has the name of another file.',
    requirement: 'PAYLOAD-025',
    handlers: warnings(({ info, ...warning }) => ({
      ...warning,
      ...(info !== undefined && { info: { ...info, filename: 'Containerfile' } }),
    })),
  },
  {
    name: 'reply-empty',
    does: 'Build answers with nothing.',
    requirement: 'PAYLOAD-026',
    handlers: () => withReply(() => ({})),
  },
  {
    name: 'config-digest-lost',
    does: 'Build does not answer with the digest of the configuration.',
    requirement: 'PAYLOAD-026',
    handlers: () =>
      withReply((reply) =>
        Object.fromEntries(Object.entries(reply).filter(([key]) => key !== 'containerimage.config.digest')),
      ),
  },
  {
    name: 'image-digest-bare',
    does: 'The digest of the image that Build answers with has no algorithm.',
    requirement: 'PAYLOAD-026',
    handlers: () =>
      withReply((reply) => ({
        ...reply,
        'containerimage.digest': (reply['containerimage.digest'] ?? '').replace(/^.*:/, ''),
      })),
  },
  {
    name: 'sources-never-announced',
    does: 'What loads a source first appears when it starts.',
    requirement: 'PAYLOAD-027',
    handlers: () =>
      progress((message) => ({
        ...message,
        vertices: message.vertices.filter(({ name, started }) => started !== undefined || !isSource(name)),
      })),
  },
  {
    name: 'exporter-announced',
    does: 'The exporter is announced before it starts.',
    requirement: 'PAYLOAD-027',
    handlers: () =>
      progress((message) => {
        const starting = message.vertices.filter(
          ({ name, started, completed }) =>
            name.startsWith('exporting to ') && started !== undefined && completed === undefined,
        );
        const announced = starting.map(({ digest, inputs, name, cached, error }) => ({
          digest,
          inputs,
          name,
          cached,
          error,
        }));
        const nothing = { statuses: [], logs: [], warnings: [] };
        return announced.length === 0 ? message : [{ vertices: announced, ...nothing }, message];
      }),
  },
  {
    name: 'sources-run-once',
    does: 'What loads a source is shown as completed only when its content is there.',
    requirement: 'PAYLOAD-028',
    handlers: () =>
      progress((message) => {
        const isLookup = ({ name, completed }: Vertex): boolean =>
          isSource(name) &&
          completed !== undefined &&
          message.vertices.some((other) => other.name === name && other.completed === undefined);
        return { ...message, vertices: message.vertices.filter((vertex) => !isLookup(vertex)) };
      }),
  },
];
