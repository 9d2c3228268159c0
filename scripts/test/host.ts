/** The host level: one suite inside VS Code's extension host, in the server, in a desktop build or in the oldest version supported. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { root } from '../command.ts';
import { selection } from './arguments.ts';
import { built } from './built.ts';

async function suite(args: string[], vscodeExecutablePath?: string, env: NodeJS.ProcessEnv = {}): Promise<number> {
  const { files, grep } = selection(args);
  await built();
  // Its path must stay short: VS Code makes sockets in it, and their names have a limit.
  const scratch = mkdtempSync(join(tmpdir(), 'mturk-'));
  const workspace = join(scratch, 'workspace');
  const example = join(root, 'examples/stroop');
  if (existsSync(example)) cpSync(example, workspace, { recursive: true });
  else mkdirSync(workspace);
  try {
    return await runTests({
      ...(vscodeExecutablePath ? { vscodeExecutablePath } : {}),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, 'dist/test/host/index.cjs'),
      launchArgs: [
        workspace,
        `--user-data-dir=${join(scratch, 'data')}`,
        `--extensions-dir=${join(scratch, 'extensions')}`,
      ],
      extensionTestsEnv: { MTURK_TEST_FILE: files.join(','), MTURK_TEST_GREP: grep ?? '', ...env },
    });
  } catch (error) {
    if (!(error instanceof TestRunFailedError)) throw error;
    return error.code || 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const server = join(root, 'scripts/vscode/code');

export const host = (args: string[]) => suite(args, server);
export const floor = (args: string[]) => suite(args, server, { MTURK_VSCODE: 'floor' });
export const desktop = (args: string[]) => suite(args);
