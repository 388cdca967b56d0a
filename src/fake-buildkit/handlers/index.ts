import type { BuildKitMethodName } from '../../protocol/buildkit/service.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import { wantedRecords } from '../usage/disk-usage.js';
import { prune } from '../usage/prune.js';
import { workerOf } from '../worker.js';
import { ofBuild } from './bridge.js';
import { type Handler, requestOf, unary } from './buildkit-call.js';
import { contentInfo, readContent } from './content.js';
import { newContainer, releaseContainer } from './containers.js';
import { execProcess } from './exec-process.js';
import { ofContainer, ofResult, readDir, readFile, statFile } from './files.js';
import { evaluate, inputs, ping, returnResult, solveInBuild, warn } from './gateway.js';
import { listenBuildHistory, updateBuildHistory } from './history.js';
import { session } from './session.js';
import { solve } from './solve.js';
import { resolveImageConfig, resolveSourceMeta } from './sources.js';
import { status } from './status.js';

/** What is served; any other RPC of these services is answered UNIMPLEMENTED. */
export const handlers: { readonly [N in BuildKitMethodName]?: Handler<N> } = {
  'Control.Solve': unary(solve),
  'Control.Status': status,
  'Control.Session': session,
  'Control.Info': unary(({ character }) => ({ buildkitVersion: character.version })),
  'Control.ListWorkers': unary(({ character }) => ({ record: [workerOf(character)] })),
  'Control.DiskUsage': unary(({ cache, clock }, request) => ({
    record: wantedRecords(cache.records, request, clock.now),
  })),
  'Control.Prune': async ({ cache, clock }, call) => {
    // BuildKit tells of what it removes neither the type nor whether it was shared.
    for (const { recordType: _type, shared: _shared, ...record } of prune(cache, await requestOf(call), clock.now))
      await call.send(record);
  },
  'Control.ListenBuildHistory': listenBuildHistory,
  'Control.UpdateBuildHistory': unary(updateBuildHistory),
  'LLBBridge.Ping': ofBuild(ping),
  'LLBBridge.Solve': ofBuild(solveInBuild),
  'LLBBridge.Return': ofBuild(returnResult),
  'LLBBridge.Evaluate': ofBuild(evaluate),
  'LLBBridge.Inputs': ofBuild(inputs),
  'LLBBridge.Warn': ofBuild(warn),
  'LLBBridge.ReadFile': ofBuild(readFile(ofResult)),
  'LLBBridge.ReadDir': ofBuild(readDir(ofResult)),
  'LLBBridge.StatFile': ofBuild(statFile(ofResult)),
  'LLBBridge.ReadFileContainer': ofBuild(readFile(ofContainer)),
  'LLBBridge.ReadDirContainer': ofBuild(readDir(ofContainer)),
  'LLBBridge.StatFileContainer': ofBuild(statFile(ofContainer)),
  'LLBBridge.ResolveImageConfig': ofBuild(resolveImageConfig),
  'LLBBridge.ResolveSourceMeta': ofBuild(resolveSourceMeta),
  'LLBBridge.NewContainer': ofBuild(newContainer),
  'LLBBridge.ReleaseContainer': ofBuild(releaseContainer),
  'LLBBridge.ExecProcess': execProcess,
  'Content.Info': unary(contentInfo),
  'Content.Read': readContent,
  'Health.Check': unary((_life, { service }) => {
    if (service !== '') throw new RpcFailure('unknown service', 'NOT_FOUND');
    return { status: 'SERVING' };
  }),
  'TraceService.Export': unary(() => ({})),
};
