import { goQuote } from '../../words/go-quote.js';
import { DockerfileError } from '../dockerfile-error.js';
import type { WrittenInstruction } from '../syntax/parse-lines.js';
import { readFlags } from './flags.js';
import type { RunInstruction, Written } from './instruction.js';
import { checkMount } from './mount.js';

export function parseRun({ values, flags, isJson, heredocs }: WrittenInstruction, written: Written): RunInstruction {
  const read = readFlags(flags, { mount: 'texts', network: 'text', security: 'text', device: 'texts' });
  const mounts = read.texts('mount');
  // Mounts, networks and security are looked at in any order there: one is enough to refuse it.
  for (const mount of mounts) checkMount(mount);
  const network = read.text('network', 'default');
  if (!['default', 'none', 'host'].includes(network))
    throw new DockerfileError(`invalid network mode ${goQuote(network)}`);
  const security = read.text('security', 'sandbox');
  if (security !== 'insecure' && security !== 'sandbox')
    throw new DockerfileError(`security ${goQuote(security)} is not valid`);
  return {
    ...written,
    kind: 'run',
    command: values,
    inShell: !isJson,
    files: heredocs.map(({ name, content, dropsTabs }) => ({ name, content, dropsTabs })),
    mounts,
    entitlements: [
      ...(network === 'host' ? ['network.host'] : []),
      ...(security === 'insecure' ? ['security.insecure'] : []),
    ],
  };
}
