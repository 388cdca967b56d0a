import { excludePatterns } from '../../dockerfile/patterns/exclude-patterns.js';
import { Secrets, SSH } from '../../protocol/buildkit/service.js';
import type { BuildOptions } from '../../protocol/messages.js';
import type { Seen } from '../../scenarios/matching/match-build.js';
import type { Needs } from '../../scenarios/matching/needs.js';
import { readSecret } from '../../session-tunnel/secret.js';
import type { Session } from '../../session-tunnel/session.js';
import { checkAgent } from '../../session-tunnel/ssh-agent.js';
import { clientProblem } from './client-problem.js';
import type { ClientSide } from './client-side.js';
import { contextDirectory } from './frontend-request.js';

/** What the client was asked for, so that scripts can be matched. */
export interface Looked {
  readonly seen: Seen;
  /** The options that only the client knows: those that were asked for. */
  readonly options: Partial<Pick<BuildOptions, 'secrets' | 'ssh'>>;
}

type Ask = (session: Session, id: string) => Promise<unknown>;

/**
 * Asks the client for what scripts have to know, and for nothing else. What it does not have, or does not give, is
 * absent.
 */
export async function lookAtClient(side: ClientSide, needs: Needs): Promise<Looked> {
  const { dockerfile, contextFiles, secrets, ssh } = needs;
  const text = dockerfile ? (await given(() => side.definition()))?.dockerfile?.bytes.toString() : undefined;
  const files = contextFiles ? await given(() => filesOfContext(side)) : undefined;
  const has = async (ids: readonly string[], { path }: { readonly path: string }, ask: Ask) => {
    const session = ids.length === 0 ? undefined : await given(() => side.directories.session());
    if (session?.offers(path) !== true) return [];
    const found: string[] = [];
    for (const id of ids) if (await given(async () => [await ask(session, id)])) found.push(id);
    return found;
  };
  return {
    seen: {
      ...(text === undefined ? {} : { dockerfile: text }),
      ...(files === undefined ? {} : { contextFiles: files }),
    },
    options: {
      ...(secrets !== undefined && {
        secrets: (await has(secrets, Secrets.GetSecret, readSecret)).map((id) => ({ id, filePath: '', env: '' })),
      }),
      ...(ssh !== undefined && { ssh: (await has(ssh, SSH.CheckAgent, checkAgent)).map((id) => ({ id, paths: [] })) }),
    },
  };
}

/** The names of all files in the context but those that are ignored. Their content is not asked for. */
async function filesOfContext(side: ClientSide): Promise<readonly string[]> {
  const { directories } = side;
  const own = (await side.definition()).dockerignore;
  const ignore = own ?? (await directories.named(contextDirectory, ['.dockerignore'])).files.get('.dockerignore');
  const exclude = excludePatterns(ignore?.toString() ?? '');
  const names: string[] = [];
  await directories.read(
    { directory: contextDirectory, ...(exclude.length > 0 && { exclude }) },
    async ({ stat, hasContent }) => {
      if (hasContent) names.push(stat.path);
    },
  );
  return names;
}

/** What the client gives; undefined where it does not. */
async function given<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    clientProblem(error);
    return undefined;
  }
}
