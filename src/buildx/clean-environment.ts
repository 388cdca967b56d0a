type Environment = Readonly<Record<string, string | undefined>>;

/** What a program needs of the environment, on any machine, to run at all. */
const needed = ['PATH', 'LANG', 'TZ', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'PATHEXT', 'COMSPEC'];

/** What Docker, buildx and BuildKit read: whatever it says is about the user's own builders. */
const own = /^(?:DOCKER_|BUILDX_|BUILDKIT_|OTEL_|SOURCE_DATE_EPOCH$)/;

/** Only what any program needs: nothing of the user's. */
export function cleanEnvironment(env: Environment): Record<string, string> {
  return kept(env, (name) => needed.includes(name) || name.startsWith('LC_'));
}

/** All of the user's environment but what would lead to the user's own builders. */
export function environmentOfUser(env: Environment): Record<string, string> {
  return kept(env, (name) => !own.test(name));
}

function kept(env: Environment, keep: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined || !keep(name) ? [] : [[name, value]])),
  );
}
