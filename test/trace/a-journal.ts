import { build, FakeController, vertex } from '../../src/index.js';

const scenario = {
  builds: [
    build()
      .add(vertex('[1/3] FROM alpine').cached())
      .add(vertex('[2/3] RUN make').takes('3s').logs('cc main.c\n').warns('old compiler'))
      .add(vertex('[3/3] RUN make test').takes('1s').logs('not ok 1 - <adds>\n').fails('exit code: 2')),
  ],
};

/** A fake on which one build has failed in its third step, with somebody watching. */
export async function fakeThatBuilt(): Promise<FakeController> {
  const fake = await FakeController.start({ scenario, seed: 1 });
  const client = fake.client();
  await client.build({ contextPath: '/src' }).catch(() => undefined);
  return fake;
}
