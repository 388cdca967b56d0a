import { runConformance } from '../../../src/conformance/run-conformance.js';
import { addressTarget } from '../../../src/conformance/targets/address.js';

// A program of somebody else's: it does not end itself when its report is there.
const [address = '', id = '', how = ''] = process.argv.slice(2);
const interruption = new AbortController();
const report = await runConformance(await addressTarget(address), {
  only: [id],
  timeoutMs: 600_000,
  ...(how === 'maxTimeMs' ? { maxTimeMs: 300 } : { signal: interruption.signal }),
  onProgress: () => setTimeout(() => interruption.abort(), 300),
});
process.stdout.write(`${report.endedEarly?.cause}\n`);
