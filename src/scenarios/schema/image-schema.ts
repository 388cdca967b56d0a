import type { ImageScript } from '../model/build-script.js';
import { listOf, text } from './building-blocks.js';
import type { JsonSchema } from './json-schema.js';

/** The keys of an image: what processes find in a build's result. */
export const image: Readonly<Record<keyof ImageScript, JsonSchema>> = {
  entrypoint: listOf(text()),
  cmd: listOf(text()),
  env: listOf({ title: 'NAME=VALUE', type: 'string', pattern: '^[^=]+=' }, 'Every process has them.'),
  user: text("Whom a process runs as that asks for the image's own user. Default: root."),
  cwd: text("Where a process runs that asks for the image's own directory. Default: `/`."),
  users: {
    type: 'object',
    additionalProperties: { title: 'UID:GID', type: 'string', pattern: '^\\d+:\\d+$' },
    description: 'The users that it has; a process of any other fails. Default: root and nobody.',
  },
  files: {
    type: 'object',
    additionalProperties: text(),
    description: 'The text of each file by its path, for `ls` and `cat` of the built-in programs. Default: none.',
  },
};
