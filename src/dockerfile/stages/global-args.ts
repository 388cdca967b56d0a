import { located } from '../dockerfile-error.js';
import { expand, type Variables } from '../expansion/expand.js';
import type { ArgInstruction } from '../instructions/instruction.js';
import { formatPlatform, type Platform } from '../references/platform.js';
import type { NotedArg } from './outline-notes.js';

/** The arguments that every Dockerfile has, of which build arguments replace the values. */
export function predefinedArgs(
  build: Platform,
  target: Platform,
  stage: string,
  buildArgs: Readonly<Record<string, string>>,
): Variables {
  const values = {
    BUILDPLATFORM: formatPlatform(build),
    BUILDOS: build.os,
    BUILDOSVERSION: '',
    BUILDARCH: build.architecture,
    BUILDVARIANT: build.variant,
    TARGETPLATFORM: formatPlatform(target),
    TARGETOS: target.os,
    TARGETOSVERSION: '',
    TARGETARCH: target.architecture,
    TARGETVARIANT: target.variant,
    TARGETSTAGE: stage === '' ? 'default' : stage,
  };
  return new Map(
    Object.entries(values).map(([name, value]) => [
      name,
      Object.hasOwn(buildArgs, name) ? (buildArgs[name] ?? '') : value,
    ]),
  );
}

/** The arguments that FROM can use, and what there is to say of them. */
export function globalArgs(
  predefined: Variables,
  instructions: readonly ArgInstruction[],
  buildArgs: Readonly<Record<string, string>>,
  escape: string,
): { readonly values: Variables; readonly notes: ReadonlyMap<string, NotedArg> } {
  const values = new Map(predefined);
  const notes = new Map<string, NotedArg>();
  for (const { args, location } of instructions) {
    for (const { key, value: written, description } of args) {
      const given = Object.hasOwn(buildArgs, key) ? buildArgs[key] : undefined;
      const expansion =
        given === undefined && written !== undefined
          ? located(location, () => expand(written, values, { escape }))
          : undefined;
      const value = given ?? expansion?.text;
      const uses = new Set(expansion?.matched);
      // What it adds to itself keeps what that was made of.
      if (uses.delete(key)) for (const used of notes.get(key)?.uses ?? []) uses.add(used);
      if (value !== undefined) {
        values.delete(key);
        values.set(key, value);
      }
      notes.set(key, { name: key, value: value ?? '', description, uses, location });
    }
  }
  return { values, notes };
}
