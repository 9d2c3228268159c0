/** Every task by name, each in its own file, loaded when asked for. Started by `scripts/run.mjs` on the pinned Node. */

/** Ends with the exit code, or with nothing for success. */
type Task = (args: string[]) => Promise<number | undefined>;

const tasks: Record<string, { about: string; load: () => Promise<Task> }> = {
  start: {
    about: 'open VS Code with the extension and a sample workspace',
    load: async () => (await import('./start.ts')).start,
  },
  build: { about: 'bundle into dist/ (--production)', load: async () => (await import('./build.ts')).buildTask },
  watch: { about: 'bundle again on every change', load: async () => (await import('./build.ts')).watchTask },
  types: { about: 'check the types', load: async () => (await import('./check.ts')).typesTask },
  lint: { about: 'check rules and format', load: async () => (await import('./check.ts')).lintTask },
  format: { about: 'fix what the linter can fix', load: async () => (await import('./check.ts')).formatTask },
  test: { about: 'everything, as CI runs it (--strict)', load: async () => (await import('./test/all.ts')).all },
  'test:unit': {
    about: 'plain Node ([file…] [--watch] [--grep TEXT])',
    load: async () => (await import('./test/unit.ts')).unit,
  },
  'test:host': {
    about: 'inside the extension host ([file…] [--grep TEXT])',
    load: async () => (await import('./test/host.ts')).host,
  },
  'test:desktop': {
    about: 'the host suite in a downloaded desktop build',
    load: async () => (await import('./test/host.ts')).desktop,
  },
  'test:floor': {
    about: 'the host suite in the oldest VS Code supported',
    load: async () => (await import('./test/host.ts')).floor,
  },
  'test:e2e': {
    about: 'through the workbench in a browser ([file…] [--grep TEXT])',
    load: async () => (await import('./test/e2e.ts')).e2e,
  },
  'test:steady': {
    about: 'host and e2e level several times on a busy machine ([file…] [--rounds N] [--busy N])',
    load: async () => (await import('./test/steady.ts')).steady,
  },
  package: { about: 'make and check the .vsix', load: async () => (await import('./package.ts')).packageTask },
  strings: {
    about: 'list the strings that people can see, with their places',
    load: async () => (await import('./strings.ts')).stringsTask,
  },
  screenshots: {
    about: 'picture every main state ([state…] [--readme])',
    load: async () => (await import('./screenshots.ts')).screenshots,
  },
  corpus: {
    about: 'do the task pages of a folder in a browser (FOLDER [--rows 1] [--online])',
    load: async () => (await import('./corpus.ts')).corpus,
  },
  provision: {
    about: 'fetch VS Code and a browser for the tests',
    load: async () => (await import('./vscode/provision.ts')).provision,
  },
  bench: { about: 'run a benchmark of bench/', load: async () => (await import('./bench.ts')).bench },
  soak: { about: 'run the long test of bench/', load: async () => (await import('./bench.ts')).soak },
  fuzz: {
    about: 'attack Local with tens of thousands of requests ([COUNT [SEED]])',
    load: async () => (await import('./bench.ts')).fuzz,
  },
  endure: {
    about: 'leave a workbench with Local alone for 20 minutes and check what it shows ([--minutes N])',
    load: async () => (await import('./bench.ts')).endure,
  },
};

export {};

const [name = 'help', ...args] = process.argv.slice(2);
const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
if (task) {
  process.exitCode = (await (await task.load())(args)) ?? 0;
} else {
  for (const [each, { about }] of Object.entries(tasks)) console.log(`  ${each.padEnd(14)}${about}`);
  process.exitCode = name === 'help' ? 0 : 1;
}
