import { imageDigest } from '../scenarios/builders/sequences/digest-of.js';
import { located, prefixed } from './dockerfile-error.js';
import { fullName, parseReference } from './references/image-reference.js';
import type { DockerfileRequest } from './request.js';
import { linesOf } from './source-range.js';
import type { StepDetails } from './stages/step-details.js';
import { directiveOf } from './syntax/directives.js';

/** What is done for a frontend that is an image itself, as `# syntax=docker/dockerfile:1` asks for. */
export function frontendSteps({ text, buildArgs = {} }: DockerfileRequest): readonly StepDetails[] {
  const { BUILDKIT_SYNTAX: given } = buildArgs;
  const directive = directiveOf(text, 'syntax');
  const named = given?.trim() ?? directive?.value;
  if (named === undefined) return [];
  const [image = ''] = named.split(' ', 1);
  const read = (): string => fullName(parseReference(image));
  const name =
    given === undefined
      ? located(linesOf(directive?.line ?? 0), read)
      : prefixed(`failed with build-arg:BUILDKIT_SYNTAX = ${given}`, read);
  const pinned = `${name.replace(/@.*$/, '')}@${imageDigest(name)}`;
  return [
    { name: `resolve image config for docker-image://${name}`, kind: 'metadata' },
    { name: `docker-image://${pinned}`, kind: 'frontend' },
  ];
}
