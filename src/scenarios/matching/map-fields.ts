/** Fields of build options whose keys are the client's: each entry counts, even one whose value is empty. */
export const mapFields: ReadonlySet<string> = new Set(['namedContexts', 'buildArgs', 'labels', 'attrs', 'values']);
