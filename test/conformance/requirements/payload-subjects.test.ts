import { expect } from 'chai';
import type { Middleware } from '../../../src/fake-controller/handlers/middleware.js';
import type { StatusResponse, Vertex } from '../../../src/protocol/messages.js';
import { progress, vertices } from '../../../src/mutants/shape/progress.js';
import { verdictsOn } from '../../mutants/verdict-on.js';

function without(key: keyof Vertex): (vertex: Vertex) => Vertex {
  return (vertex) => Object.fromEntries(Object.entries(vertex).filter(([name]) => name !== key)) as unknown as Vertex;
}

function emptied(...keys: readonly (keyof StatusResponse)[]): Middleware {
  return progress((message) => ({ ...message, ...Object.fromEntries(keys.map((key) => [key, []])) }));
}

/** Controllers that show nothing of what these requirements are about. */
const missing: Readonly<Record<string, { readonly of: readonly string[]; readonly on: () => Middleware }>> = {
  'vertices that are completed': { of: ['PAYLOAD-003'], on: () => vertices(without('completed')) },
  'vertices that are cached': {
    of: ['PAYLOAD-004'],
    on: () => vertices((vertex) => ({ ...vertex, cached: false })),
  },
  inputs: {
    of: ['PAYLOAD-005', 'PAYLOAD-009'],
    on: () => vertices((vertex) => ({ ...vertex, inputs: [] })),
  },
  errors: { of: ['PAYLOAD-008'], on: () => vertices((vertex) => ({ ...vertex, error: '' })) },
  'messages with several vertices': {
    of: ['PAYLOAD-010'],
    on: () =>
      progress((message) =>
        message.vertices.length === 0
          ? message
          : message.vertices.map((vertex) => ({ ...message, vertices: [vertex] })),
      ),
  },
  'statuses, logs and warnings': {
    of: ['PAYLOAD-011', 'PAYLOAD-012', 'PAYLOAD-013', 'PAYLOAD-020', 'PAYLOAD-024', 'PAYLOAD-025'],
    on: () => emptied('statuses', 'logs', 'warnings'),
  },
  'steps with a number': {
    of: ['PAYLOAD-017', 'PAYLOAD-018', 'PAYLOAD-019'],
    on: () => vertices((vertex) => ({ ...vertex, name: vertex.name.replace(/^\[.*\/\d+\] /, '') })),
  },
  'sources that can be told by their name': {
    of: ['PAYLOAD-022', 'PAYLOAD-027', 'PAYLOAD-028'],
    on: () => vertices((vertex) => ({ ...vertex, name: vertex.name.replace('[internal] ', '') })),
  },
};

describe('A requirement about progress is not-exercised by a controller that shows no', () => {
  for (const [subject, { of, on }] of Object.entries(missing)) {
    for (const requirement of of) {
      it(`${subject}: ${requirement}`, async () => {
        const mutant = { name: 'blank', does: '', requirement, handlers: on };
        const [report] = await verdictsOn(mutant, { only: [requirement], seed: 1, shrinkMs: 0 });
        expect(report).to.include({ id: requirement, verdict: 'not-exercised' });
      });
    }
  }
});
