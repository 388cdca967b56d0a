/** The revisions of the protocol that this package speaks; `2023-04` is the default. */
export const revisions = ['2023-04', '0.12'] as const;
export type Revision = (typeof revisions)[number];
export const defaultRevision: Revision = '2023-04';
