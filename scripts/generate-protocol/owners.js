/**
 * Which of several modules has the code of each message and enum, where that is the same in several of them: most of a
 * protocol stays as it was from one revision to the next, and code that is there once is loaded once.
 *
 * @param modules - for each, `Map` of a name to `{ text, uses }`: its code, and the names of what that refers to
 * @returns for each, `Map` of a name to the index of the module that has it
 */
export function ownersOf(modules) {
  const owners = [];
  for (const [index, parts] of modules.entries()) {
    const own = new Map([...parts.keys()].map((name) => [name, index]));
    for (let earlier = 0; earlier < index; earlier += 1) {
      for (const name of sameIn(parts, modules[earlier])) {
        if (own.get(name) === index) own.set(name, owners[earlier].get(name));
      }
    }
    owners.push(own);
  }
  return owners;
}

/** The names whose code is the same in both, with all that it leads to. */
function sameIn(parts, others) {
  const same = new Set([...parts.keys()].filter((name) => others.get(name)?.text === parts.get(name).text));
  let before;
  do {
    before = same.size;
    for (const name of same) if (parts.get(name).uses.some((used) => !same.has(used))) same.delete(name);
  } while (same.size < before);
  return same;
}
