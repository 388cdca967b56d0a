/** The keys of a metadata file, and the values that are not left to chance; sizes are those of what is zipped. */
export function metadataFacts(metadata: object): readonly string[] {
  return Object.entries(metadata).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'buildx.build.ref') return [`metadata ${key}`];
    if (typeof value === 'object' && value !== null && !('mediaType' in value))
      return [`metadata ${key}: ${Object.keys(value).toSorted().join(', ')}`];
    return [`metadata ${key}: ${JSON.stringify(value).replace(/,"size":\d+/, '')}`];
  });
}
