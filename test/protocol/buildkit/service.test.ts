import { expect } from 'chai';
import fc from 'fast-check';
import type protobuf from 'protobufjs';
import {
  Auth,
  type BuildKitRequest,
  type BuildKitResponse,
  Content,
  Control,
  Exporter,
  FileSend,
  FileSync,
  Health,
  LLBBridge,
  methodAt,
  PolicyVerifier,
  Secrets,
  servedServices,
  sessionServices,
  SSH,
  TraceService,
  Upload,
} from '../../../src/protocol/buildkit/service.js';
import type { Rpc } from '../../../src/protocol/rpc.js';
import { methodOf } from '../../../src/protocol/service.js';
import { statusResponse } from '../arbitraries.js';
import { loadBuildKit } from '../proto-files.js';
import { anyMessage } from './wire-arbitrary.js';

const root = loadBuildKit();
const served = [Control, LLBBridge, Content, Health, TraceService];
const inSession = [FileSync, FileSend, Auth, Secrets, SSH, Upload, Exporter, PolicyVerifier, Content, Health];
const services: Readonly<Record<string, Readonly<Record<string, Rpc>>>> = { ...servedServices, ...sessionServices };

describe('the services that BuildKit and its clients speak', () => {
  for (const [name, methods] of Object.entries(services)) {
    const declared = root.lookupService(name).methodsArray;

    it(`${name} has the RPCs of its .proto file, with their paths and streams`, () => {
      const short = name.slice(name.lastIndexOf('.') + 1);
      const ours = Object.entries(methods).map(([key, rpc]) => [
        key,
        rpc.name,
        rpc.path,
        rpc.requestStream,
        rpc.responseStream,
      ]);
      expect(ours).to.deep.equal(
        declared.map((rpc) => [
          rpc.name,
          `${short}.${rpc.name}`,
          `/${name}/${rpc.name}`,
          rpc.requestStream === true,
          rpc.responseStream === true,
        ]),
      );
    });

    it(`${name} has the codecs of its messages`, () => {
      for (const rpc of declared) {
        const { request, response } = methods[rpc.name]!;
        for (const [codec, type] of [
          [request, rpc.resolvedRequestType!],
          [response, rpc.resolvedResponseType!],
        ] as const) {
          fc.assert(
            fc.property(anyMessage(type, 1), (message) => {
              const bytes = Uint8Array.from(type.encode(type.fromObject(message)).finish());
              const again = codec.encode(codec.decode(bytes));
              expect(type.toObject(type.decode(again), options)).to.deep.equal(
                type.toObject(type.decode(bytes), options),
              );
            }),
            { numRuns: 10 },
          );
        }
      }
    });
  }

  it('are served by BuildKit, or by its client inside of a session', () => {
    expect(Object.values(servedServices)).to.deep.equal(served);
    expect(Object.values(sessionServices)).to.deep.equal(inSession);
  });

  it('have a different name for each RPC', () => {
    const rpcs = new Set(Object.values(services).flatMap((methods) => Object.values(methods)));
    expect(new Set([...rpcs].map((rpc) => rpc.name))).to.have.property('size', rpcs.size);
  });

  it('are found by path', () => {
    expect(methodAt(servedServices, '/moby.buildkit.v1.Control/Solve')).to.equal(Control.Solve);
    expect(methodAt(servedServices, 'moby.buildkit.v1.Control/Solve')).to.equal(Control.Solve);
    for (const path of [
      '',
      '/',
      '/moby.buildkit.v1.Control',
      '/moby.buildkit.v1.Control/toString',
      '/constructor/name',
    ]) {
      expect(methodAt(servedServices, path), path).to.equal(undefined);
    }
    expect(methodAt(servedServices, '/moby.filesync.v1.FileSync/DiffCopy')).to.equal(undefined);
  });
});

const options: protobuf.IConversionOptions = { defaults: true, arrays: true, objects: true, longs: String };

describe("BuildKit's messages", () => {
  it('that tell progress have the bytes of those that the controller relays', () => {
    const relayed = methodOf('0.12', 'Status').response;
    fc.assert(
      fc.property(statusResponse('0.12'), (message) => {
        const bytes = Control.Status.response.encode(message);
        expect(bytes).to.deep.equal(relayed.encode(message));
        expect(Control.Status.response.decode(bytes)).to.deep.equal(message);
      }),
    );
  });

  it('have a type by the name of the RPC', () => {
    const request: BuildKitRequest<'Control.Solve'> = Control.Solve.request.decode(new Uint8Array());
    expect([request.ref, request.entitlements, request.cache]).to.deep.equal(['', [], undefined]);
    const response: BuildKitResponse<'FileSync.DiffCopy'> = FileSync.DiffCopy.response.decode(new Uint8Array());
    expect(response.id).to.equal(0);
  });
});
