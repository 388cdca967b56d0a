import type { DockerfileRequest } from '../../dockerfile/request.js';
import { describeSubrequests } from '../../dockerfile/subrequests/describe.js';
import { lint } from '../../dockerfile/subrequests/lint.js';
import type { SubrequestResult } from '../../dockerfile/subrequests/subrequest-result.js';
import { outline } from '../../dockerfile/subrequests/outline.js';
import { listTargets } from '../../dockerfile/subrequests/targets.js';
import type { StringMap } from '../../protocol/messages.js';
import { errorDetail } from '../../protocol/status-details.js';
import { RpcFailure } from '../../playback/rpc-failure.js';

/** What a client may ask of a Dockerfile in place of building it, as `buildx build --call` does. */
const subrequests: Readonly<Record<string, (request: DockerfileRequest) => SubrequestResult>> = {
  'frontend.outline': outline,
  'frontend.targets': listTargets,
  'frontend.lint': lint,
  'frontend.subrequests.describe': describeSubrequests,
};

/** Answers a subrequest. @throws RpcFailure when there is none of that ID; DockerfileError */
export function answerSubrequest(id: string, request: DockerfileRequest): StringMap {
  const answer = Object.hasOwn(subrequests, id) ? subrequests[id] : undefined;
  if (answer === undefined) {
    const detail = errorDetail('github.com/moby/buildkit/errdefs.Subrequest+json', { name: id });
    throw new RpcFailure(`unsupported request ${id}`, 'UNKNOWN', [detail]);
  }
  return { ...answer(request) };
}

/** Whether the answer needs the Dockerfile alone, so that nothing else is loaded. */
export function needsDockerfileAlone(id: string): boolean {
  return id !== 'frontend.outline' && id !== 'frontend.lint';
}
