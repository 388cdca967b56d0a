/** Generators of what the suite sends, for properties of your own. */
export { harmlessOptions, type HarmlessOptions } from './build-options.js';
export { callOrder } from './call-order.js';
export { chunkedBytes, cuts, type Chunks } from './chunking.js';
export { ignoredInputMessage, inputMessageButInit } from './input-message.js';
export { harmlessControl, invokeMessageButInit } from './invoke-message.js';
export { outputSize } from './output-size.js';
export { anyRef, plainRef } from './ref.js';
export { sessionCommands, type SessionCommand } from './session-command.js';
export { undecodable, unknownField } from './wire.js';
