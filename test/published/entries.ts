import * as root from 'buildx-testkit';
import * as conformance from 'buildx-testkit/conformance';
import * as container from 'buildx-testkit/container';
import * as fastCheck from 'buildx-testkit/fast-check';
import * as protocol from 'buildx-testkit/protocol';
import * as scenarios from 'buildx-testkit/scenarios';
import * as testing from 'buildx-testkit/testing';

/** What each entry point exports. */
export const entries: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  '.': root,
  './conformance': conformance,
  './container': container,
  './fast-check': fastCheck,
  './protocol': protocol,
  './scenarios': scenarios,
  './testing': testing,
};

type ErrorClass = new (...args: never[]) => Error;

/** The error classes among them. */
export const exportedErrors: ReadonlySet<ErrorClass> = new Set(
  Object.values(entries)
    .flatMap((entry) => Object.values(entry))
    .filter((value): value is ErrorClass => typeof value === 'function' && isError(value)),
);

function isError(value: object): boolean {
  return 'prototype' in value && value.prototype instanceof Error;
}
