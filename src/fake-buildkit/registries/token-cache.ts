import { hash } from 'node:crypto';
import { RpcError } from '../../client/rpc-error.js';
import { fetchToken, hasAuthority, tokenAuthority } from '../../session-tunnel/registry-auth.js';
import type { Session } from '../../session-tunnel/session.js';
import type { Timekeeper } from '../../time/clock.js';

/** Whose tokens there are for a registry. */
interface Authority {
  readonly key: Uint8Array;
  /** The sessions that have shown that they have its credentials. */
  readonly sessions: Set<string>;
  /** Until when there is a token for a scope, in milliseconds since the Unix epoch. */
  readonly until: Map<string, number>;
}

/** What a token is asked for. */
export interface WantedToken {
  readonly host: string;
  readonly realm: string;
  readonly service: string;
  /** `repository:team/app:pull,push`. */
  readonly scope: string;
}

/** How long a token is good that does not say so, in seconds. */
const usualSeconds = 60;

/** BuildKit has one for each time that it is started. The fake has always the same, so that all its runs are alike. */
const salt = bytesOf('salt');

/**
 * The tokens that clients have fetched, as BuildKit keeps them: a client that has the credentials of one before needs no new
 * one. The tokens themselves are not kept, because nobody is shown them.
 */
export class TokenCache {
  readonly #clock: Timekeeper;
  readonly #authorities = new Map<string, Authority[]>();

  constructor(clock: Timekeeper) {
    this.#clock = clock;
  }

  /** Sees to it that there is a token; false where the client fetches none. @throws RpcError, SessionError */
  async fetch(session: Session, { host, realm, service, scope }: WantedToken): Promise<boolean> {
    const authority = (await this.#known(session, host)) ?? (await this.#learn(session, host));
    if (authority === undefined) return false;
    const now = this.#clock.now;
    if ((authority.until.get(scope) ?? now) > now) return true;
    const { issuedAt, expiresIn } = await fetchToken(session, { host, realm, service, scopes: [scope] });
    const issued = issuedAt === 0n ? now : Number(issuedAt) * 1000;
    const seconds = expiresIn === 0n ? usualSeconds : Number(expiresIn);
    authority.until.set(scope, issued + seconds * 900);
    return true;
  }

  async #known(session: Session, host: string): Promise<Authority | undefined> {
    const all = this.#authorities.get(host) ?? [];
    const own = all.find(({ sessions }) => sessions.has(session.id));
    if (own !== undefined) return own;
    for (const authority of all) {
      const payload = bytesOf(`${host} ${session.id}`);
      if (!(await answered(() => hasAuthority(session, authority.key, { host, salt, payload })))) continue;
      authority.sessions.add(session.id);
      return authority;
    }
    return undefined;
  }

  async #learn(session: Session, host: string): Promise<Authority | undefined> {
    const key = await tokenAuthority(session, host, salt);
    if (key === undefined) return undefined;
    const authority: Authority = { key, sessions: new Set([session.id]), until: new Map() };
    this.#authorities.set(host, [...(this.#authorities.get(host) ?? []), authority]);
    return authority;
  }
}

/** A client that cannot answer is none whose credentials are known. */
async function answered(ask: () => Promise<boolean>): Promise<boolean> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RpcError) return false;
    throw error;
  }
}

function bytesOf(text: string): Buffer {
  return Buffer.from(hash('sha256', text), 'hex');
}
