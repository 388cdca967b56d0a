/** Calls that wait for others, as the idle ones do, are warned of; nobody wants to measure how that is printed. */
export const quiet = { warn(): void {} };
