/** What Go's HTTP/2 says of a session's end, when it is quick enough. */
const sessionEnd = /^\d{4}\/\d\d\/\d\d [\d:]+ http2: .*\n/gm;

/** What a program says on stderr by itself, whatever the library below it has logged. */
export function withoutSessionEnd(stderr: string): string {
  return stderr.replace(sessionEnd, '');
}
