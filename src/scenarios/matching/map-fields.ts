/**
 * Fields of build options that are maps with keys of the client's choosing: each entry counts, even one with an empty
 * value.
 */
export const mapFields: ReadonlySet<string> = new Set(['namedContexts', 'buildArgs', 'labels', 'attrs', 'values']);
