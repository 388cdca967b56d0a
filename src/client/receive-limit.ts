/** How large a message may be that comes to the client: what buildx's own takes; see `docs/real-controller.md` §3.1. */
export const receiveLimit = 16 * 1024 * 1024;

/** Why a larger message ends its call, in the words of grpc-go. */
export function tooLarge(bytes: number, limit = receiveLimit): string {
  return `received message larger than max (${bytes} vs. ${limit})`;
}
