/** A warning about a gRPC target on which this process listens; undefined where only this machine can reach it. */
export function exposureOf(target: string): string | undefined {
  const host = /^(?!unix:)\[?(.*?)\]?:\d+$/.exec(target)?.[1];
  if (host === undefined || /^(?:127(?:\.\d+){3}|::1|(?:::ffff:)?127(?:\.\d+){3}|localhost)$/i.test(host))
    return undefined;
  return `anybody who can reach this machine can reach ${target}, unencrypted and without a password: 127.0.0.1 is for this machine only`;
}
