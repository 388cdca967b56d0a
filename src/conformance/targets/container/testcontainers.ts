import type * as Testcontainers from 'testcontainers';
import { requirePackage } from '../../../package/installed.js';
import { ConfigurationError } from '../../engine/configuration-error.js';

/** What is used of the package testcontainers, which only those install who want containers. */
export const {
  AbstractStartedContainer,
  GenericContainer,
  ImageName,
  getContainerRuntimeClient,
}: typeof Testcontainers = load();

/** @throws ConfigurationError that says what to install, where Node itself would name the path of a file of ours */
function load(): typeof Testcontainers {
  try {
    return requirePackage('testcontainers') as typeof Testcontainers;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    // What testcontainers itself lacks is told as it is.
    if (code !== 'MODULE_NOT_FOUND' || !message.startsWith("Cannot find module 'testcontainers'")) throw cause;
    throw new ConfigurationError(
      'a controller in a container needs the package testcontainers: npm install --save-dev testcontainers@11',
      { cause },
    );
  }
}
