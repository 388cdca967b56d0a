/** The largest message in bytes that the client takes, as buildx's own does; see `docs/real-controller.md` §3.1. */
export const clientReceiveLimit = 16 * 1024 * 1024;

/** Says why a larger message ends its call, in the words of grpc-go. */
export function tooLarge(bytes: number, limit = clientReceiveLimit): string {
  return `received message larger than max (${bytes} vs. ${limit})`;
}
