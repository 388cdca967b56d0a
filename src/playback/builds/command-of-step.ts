/** The command of a RUN step, from the vertex' name; undefined for any other vertex. */
export function commandOf(name: string): readonly string[] | undefined {
  const run = /\] RUN (.*)$/s.exec(name)?.[1];
  return run === undefined ? undefined : ['/bin/sh', '-c', run];
}
