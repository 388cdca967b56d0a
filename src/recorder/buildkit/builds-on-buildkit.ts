import { requestedOptions } from '../../fake-buildkit/builds/requested-options.js';
import { base64 } from '../../protocol/base64.js';
import type { control, gateway } from '../../protocol/buildkit/messages.js';
import type { StatusResponse, StringMap } from '../../protocol/messages.js';
import { statusCodeName, statusCodes } from '../../protocol/status-code.js';
import type { BuildScript } from '../../scenarios/model/build-script.js';
import type {
  RecordedBuild,
  RecordedDetail,
  RecordedError,
  RecordedMessage,
} from '../../scenarios/model/recorded-build.js';
import { textOf } from '../../scenarios/text-of.js';
import type { RpcStatus } from '../../client/rpc-status.js';
import { exactMatch } from '../exact-match.js';
import { recordedMessage } from '../recorded-message.js';
import { timeBase } from '../time-base.js';
import { usedOnce } from '../used-once.js';
import { withoutRef } from '../without-ref.js';
import type { SeenCall, Timed } from './seen-call.js';

type Solve = SeenCall<control.SolveRequest, control.SolveResponse>;
type Frontend = SeenCall<gateway.SolveRequest, gateway.SolveResponse>;

/** What was seen of builds. */
export interface SeenOnBuildKit {
  /** The instant of time 0, in milliseconds since the Unix epoch. */
  readonly epoch: number;
  readonly solves: readonly Solve[];
  readonly frontends: readonly Frontend[];
  readonly statuses: readonly SeenCall<control.StatusRequest, StatusResponse>[];
}

/**
 * Finds the builds that passed, in order, a script for each frontend that was asked. The probes with which clients find
 * out what a BuildKit can do are none.
 */
export function buildsOnBuildKit(seen: SeenOnBuildKit): readonly BuildScript[] {
  return usedOnce(seen.solves.flatMap((solve) => scriptsOf(solve, seen)));
}

function scriptsOf(solve: Solve, { epoch, frontends, statuses }: SeenOnBuildKit): readonly BuildScript[] {
  const [asked] = solve.requests;
  if (asked === undefined || asked.message.internal) return [];
  const { ref, frontend } = asked.message;
  const own = frontends.filter(
    ({ build, requests: [first] }) => build === ref && (first?.message.frontend ?? '') !== '',
  );
  const status = statuses.filter(({ requests: [first] }) => first?.message.ref === ref);
  if ([solve, ...own, ...status].some(({ unreadable }) => unreadable !== undefined)) return [];
  const messages = status.toSorted((a, b) => b.responses.length - a.responses.length)[0]?.responses ?? [];
  if (own.length === 0) {
    const whole = frontend !== '' || (asked.message.definition?.def.length ?? 0) > 0;
    return whole ? [script({ epoch, solve, asked: asked.message, began: asked.time, messages })] : [];
  }
  // All progress of a build is told once.
  return own.flatMap((call, i) => {
    const [request] = call.requests;
    if (request === undefined) return [];
    const progress = i === 0 ? messages : [];
    return [script({ epoch, solve, asked: asked.message, call, began: request.time, messages: progress })];
  });
}

function script({
  epoch,
  solve,
  asked,
  call,
  began,
  messages,
}: {
  readonly epoch: number;
  readonly solve: Solve;
  readonly asked: control.SolveRequest;
  readonly call?: Frontend;
  readonly began: number;
  readonly messages: readonly Timed<StatusResponse>[];
}): BuildScript {
  const base = timeBase(epoch + began);
  const recorded = messages.map(
    ({ time, message }): RecordedMessage => recordedMessage(message, since(began, time), base),
  );
  const failed = [call?.ended, solve.ended].find(
    (ended) => ended !== undefined && ended.status.code !== statusCodes.OK,
  );
  const answer = call?.ended ?? solve.ended;
  const answered = !solve.cancelled && answer !== undefined;
  const last = Number(recorded.at(-1)?.at ?? 0);
  const build: RecordedBuild = {
    messages: recorded,
    ...(answered && { takes: Math.max(last, since(began, answer.time)) }),
    ...(answered &&
      (failed === undefined
        ? { reply: withoutRef(replyOf(solve, call), asked.ref) }
        : { error: errorOf(failed.status, asked.ref) })),
  };
  return { when: exactMatch(requestedOptions(asked, call?.requests[0]?.message)), recorded: build };
}

/** What the exporters said; of a function of the frontend that was called, its answer. */
function replyOf(solve: Solve, call: Frontend | undefined): StringMap {
  const request = call?.requests[0]?.message;
  if (request?.frontendOpt['requestid'] === undefined) return solve.responses[0]?.message.exporterResponse ?? {};
  const metadata = call?.responses[0]?.message.result?.metadata ?? {};
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([key, bytes]) => {
      const text = textOf(bytes);
      return text === undefined ? [] : [[key, text]];
    }),
  );
}

/** The error as it was, without the stacks of Go's calls. */
function errorOf({ code, message, details }: RpcStatus, ref: string): RecordedError {
  const name = statusCodeName(code);
  return {
    message,
    code: name in statusCodes && name !== 'OK' ? (name as RecordedError['code']) : 'UNKNOWN',
    details: details
      .filter(({ typeUrl }) => !typeUrl.endsWith('/stack.Stack+json'))
      .map(
        ({ typeUrl, value, json }): RecordedDetail =>
          json === undefined ? { typeUrl, base64: base64(value) } : { typeUrl, json: withoutRef(json, ref) },
      ),
  };
}

/** The time since then in milliseconds, to the microsecond. */
function since(began: number, time: number): number {
  return Math.max(0, Math.round((time - began) * 1000) / 1000);
}
