/** The paths in a text that are in code, or that it links to, relative to the root. */
export function namedPaths(text: string): readonly string[] {
  return [...text.matchAll(/`((?:src|test|docs|scripts|torture|proto|schema|api)\/[\w./-]*)`/g)].map(
    ([, path]) => path!,
  );
}

/** Links to files, relative to the page that has them. */
export function linksOf(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link]) => link!);
}

/** Names in code that are no paths, without what is called on them or given to them. */
export function namedSymbols(text: string): readonly string[] {
  return [...text.matchAll(/`(#?[A-Za-z][A-Za-z0-9]*)`/g)].map(([, name]) => name!);
}
