/** A suite of somebody's own, in the words of a runner. */
export interface Words {
  /** Its first lines: what gives `it`, the package, and the fakes. */
  readonly head: string;
  /** Makes a test of a body. */
  readonly test: (title: string, body: string, given?: string) => string;
}

/** Fakes as `withFakes` gives them. */
export const withFakes: Words['test'] = (title, body) =>
  `it('${title}', withFakes(async ({ fakeController }) => {${body}}));`;

/** Fakes as a module gives them to whichever test is running. */
export const ofModule: Words['test'] = (title, body) => `it('${title}', async () => {${body}});`;

const scenario = "{ builds: [build().when({ target: 'known' }).add(vertex('RUN make').exits(2))] }";

/**
 * Tests of which the first passes, and the others fail: by an assertion, by a call that is left open, and by a request
 * that no script knew.
 */
export function suiteSource({ head, test }: Words): string {
  return `${head}
const scenario = ${scenario};
describe('a suite', () => {
  ${test('uses no fake', '')}
  ${test('passes', 'const fake = await fakeController(); await fake.client().build({ contextPath: "." });')}
  ${test(
    'fails (badly)',
    `const fake = await fakeController({ scenario });
     await fake.client().build({ contextPath: '.', target: 'known' });`,
  )}
  ${test('leaves a call', 'const fake = await fakeController(); fake.client().rpc.status({ ref: "r" });')}
  ${test(
    'asks for what no script knows',
    `const fake = await fakeController({ scenario });
     await fake.client().build({ contextPath: '.', target: 'unknown' }).catch(() => undefined);`,
  )}
  ${test(
    'is let off',
    `const fake = await fakeController({ scenario, quiescent: false, noUnknownRequests: false });
     fake.client().rpc.status({ ref: 'r' });
     await fake.client().build({ contextPath: '.', target: 'unknown' }).catch(() => undefined);`,
  )}
});
`;
}

/** Matchers of \`expect.extend\`, those that hold and one that does not. */
export function matcherSource(head: string): string {
  return `${head}
expect.extend(matchers);
it('holds', async () => {
  const fake = await FakeController.start();
  const { statuses } = await fake.client().build({ contextPath: '.', target: 'x' });
  expect(fake).toHaveReceived('Build', { target: 'x' });
  expect(fake).toHaveReceivedTimes(1, 'Build');
  expect(fake).not.toHaveReceived('Input');
  expect(fake).toHaveReceivedInOrder('Status', 'Build');
  expect(statuses).toFormValidHistory({ ended: true });
  expect(statuses).not.toIncludeVertex('nobody');
  await expect(fake.client().rpc.list()).toEndWithStatus('OK');
  await fake.stop();
});
it('tells of what does not', async () => {
  const fake = await FakeController.start();
  await fake.client().rpc.list();
  expect(fake).toHaveReceived('Build');
});
`;
}

/**
 * Tests of a fake whose script is used in a hook behind the body, of hooks that fail, of what is refused, of one that has to
 * fail, and more of a runner's own.
 */
export function aroundSource(head: string, more: string): string {
  return `${head}
let fake;
let broken = false;
beforeEach(async () => {
  fake = await fakeController({ scenario: { builds: [build()] } });
});
describe('a suite', () => {
  afterEach(async () => {
    await fake.client().build({ contextPath: '.' });
    if (broken) throw 'a text';
  });
  it('shares its fake with the hooks around it', async () => {
    expect(await fakeController()).toBe(fake);
  });
  it('fails in a hook, and without an error', () => {
    broken = true;
  });
  it('has another one in each test', () => {
    broken = false;
    expect(fake).not.toHaveReceived('Build');
  });
  it('says so where a fake was made already', async () => {
    await fakeController({ revision: '0.12' });
  });
});
describe('without a script', () => {
  beforeEach(() => fake.use({}));
  ${more}
});
`;
}
