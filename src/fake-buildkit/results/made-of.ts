import { RpcFailure } from '../../playback/rpc-failure.js';
import type { Build, Made } from '../builds/build.js';

/** What a ref of a build stands for. @throws RpcFailure in BuildKit's words where it stands for nothing */
export function madeOf({ made }: Build, ref: string): Made {
  const found = made.get(ref);
  if (found === undefined) throw new RpcFailure(`no such ref: ${ref}, all [${[...made.keys()].join(' ')}]`);
  if (found.failure !== undefined) throw found.failure;
  return found;
}
