import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture, root } from '../../scripts/command.ts';
import { makeVsix } from '../../scripts/package.ts';
import { provisionVsCode } from '../../scripts/vscode/build.ts';
import { useWorkbench } from './support/suite.ts';

/** Installs the very file that ships, as VS Code itself does it. */
async function install(extensionsDir: string): Promise<void> {
  const [{ vsix }, vscode] = await Promise.all([makeVsix(), provisionVsCode()]);
  const { code, output } = await capture(vscode.node, [
    vscode.serverMain,
    '--accept-server-license-terms',
    ...['--server-data-dir', join(extensionsDir, '..', 'install')],
    ...['--extensions-dir', extensionsDir],
    ...['--install-extension', vsix],
  ]);
  assert.equal(code, 0, output);
}

describe('the packaged extension, installed', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mturk-vsix-'));
  const extensionsDir = join(scratch, 'extensions');
  const workbench = useWorkbench(async () => {
    await install(extensionsDir);
    return { extensionsDir };
  });

  after(() => rmSync(scratch, { recursive: true, force: true }));

  it('is there in this version', () => {
    const { publisher, name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const id = `${publisher}.${name}-${version}`.toLowerCase();
    assert.ok(readdirSync(extensionsDir).some(entry => entry.toLowerCase().startsWith(id)));
  });

  it('activates', async () => {
    await workbench().openView('MTurk');
    await workbench().statusBar('LOCAL').waitFor();
  });
});
