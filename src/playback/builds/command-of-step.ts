/** The command of a RUN step, from its name; undefined of any other. */
export function commandOf(name: string): readonly string[] | undefined {
  const run = /\] RUN (.*)$/s.exec(name)?.[1];
  return run === undefined ? undefined : ['/bin/sh', '-c', run];
}
