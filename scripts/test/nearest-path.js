/** The path most like another: the one that shares most runs of three letters with it, wherever in it they are. */
export function nearestPath(wanted, paths) {
  const runs = runsOf(wanted);
  const alike = (candidate) => {
    const others = runsOf(candidate);
    const shared = [...runs].filter((run) => others.has(run)).length;
    return (2 * shared) / (runs.size + others.size);
  };
  return paths.toSorted((a, b) => alike(b) - alike(a))[0];
}

function runsOf(text) {
  // Padded, so that how a name begins counts, as does how it ends.
  const padded = `//${text.toLowerCase()}/`;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}
