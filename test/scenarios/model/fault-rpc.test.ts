import { expect } from 'chai';
import { servedServices } from '../../../src/protocol/buildkit/service.js';
import type { Rpc } from '../../../src/protocol/rpc.js';
import { serviceOf } from '../../../src/protocol/service.js';
import { type FaultRpc, faultRpcs, isStream } from '../../../src/scenarios/model/fault-rpc.js';

const served: readonly Rpc[] = [serviceOf('0.12'), ...Object.values(servedServices)].flatMap(
  (service: Readonly<Record<string, Rpc>>) => Object.values(service),
);

describe('The RPCs of faults', () => {
  it('are all that are served', () => {
    expect([...faultRpcs].toSorted()).to.deep.equal([...served.map(({ name }) => name), 'any'].toSorted());
  });

  it('are streams where they are on the wire', () => {
    for (const { name, requestStream, responseStream } of served)
      expect([isStream(name as FaultRpc, 'request'), isStream(name as FaultRpc, 'response')], name).to.deep.equal([
        requestStream,
        responseStream,
      ]);
  });
});
