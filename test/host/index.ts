/** What VS Code calls to run the suite inside its extension host. */
import { format } from 'node:util';
import { suites } from 'host-suites';
import { Mocha } from '../../scripts/test/framework.ts';
import Reporter from '../../scripts/test/reporter.ts';
import { mark } from '../../scripts/vscode/marked.ts';

/** The console is the way out of the extension host; formatted here, because the other side knows no placeholders. */
function speakThroughConsole(): void {
  const write = console.log.bind(console);
  const say = (...values: unknown[]) => write(mark + format(...values));
  Object.assign(console, { log: say, info: say, warn: say, error: say, debug: say });
  Object.assign(Mocha.reporters.Base, { consoleLog: say });
}

/** Loads the files that MTURK_TEST_FILE names by parts of their paths (all without it) and runs the tests that MTURK_TEST_GREP matches. */
export async function run(): Promise<void> {
  speakThroughConsole();
  const { MTURK_TEST_FILE: parts = '', MTURK_TEST_GREP: grep } = process.env;
  const mocha = new Mocha({ ui: 'bdd', timeout: 180_000, color: true, reporter: Reporter, ...(grep ? { grep } : {}) });
  for (const [path, load] of Object.entries(suites)) {
    if (!parts.split(',').some(part => path.includes(part))) continue;
    mocha.suite.emit('pre-require', globalThis, path, mocha);
    await load();
  }
  const failures = await new Promise<number>(done => mocha.run(done));
  if (failures > 0) throw new Error(`${failures} failed`);
}
