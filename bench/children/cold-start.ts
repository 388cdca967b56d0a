import { subjectNamed } from '../subjects/index.js';

const [name = ''] = process.argv.slice(2);
const load = { quirks: 'all', messages: [] } as const;

const start = performance.now();
const { client, stop } = await subjectNamed(name).start(load);
await client.unary('Info', {});
const spent = performance.now() - start;
await stop();
process.stdout.write(String(spent));
