/** Node's HTTP/2 sends no block of headers above 64 KiB; base64 and the other trailers need the rest. */
const limit = 45_000;

/** Details small enough for a socket; larger ones are left out, for a call whose trailers don't fit would never end. */
export function detailsThatFit(details: Uint8Array | undefined): Uint8Array | undefined {
  return details !== undefined && details.length > limit ? undefined : details;
}
