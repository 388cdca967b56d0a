/** Where a vertex has its row. */
export function vertexAnchor(build: number, vertex: number): string {
  return `build-${build + 1}-vertex-${vertex + 1}`;
}
