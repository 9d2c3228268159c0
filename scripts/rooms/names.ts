/** Base names of files that stand for more than one subject: a name alone should say what a file is about. */

/** What a file is for in its folder, the same in each. */
const roles: ReadonlySet<string> = new Set(['main.ts', 'cli.ts', 'page.ts', 'contract.ts']);

/** Folders that say what their files are, one for each verb, resource, page or element: there a name is the item alone. */
const kinds = [
  'src/commands/',
  'src/contributions/',
  'src/ledger/verbs/',
  'src/service/operations/',
  'src/service/states/',
  'src/service/storage/',
  'src/service/site/client/crowd/',
  'src/service/site/pages/',
];

/** One line for each base name that several files have, in alphabetical order. */
export function ambiguousNames(files: readonly string[]): string[] {
  const named = files.filter(file => !kinds.some(kind => file.startsWith(kind)));
  return [...Map.groupBy(named, file => file.split('/').at(-1) ?? '')]
    .filter(([name, all]) => all.length > 1 && !roles.has(name))
    .map(([name, all]) => `${name} stands for ${all.length} subjects: ${[...all].sort().join(', ')}`)
    .sort();
}
