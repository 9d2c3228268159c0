/** Finds a desktop VS Code that can open the extension from this folder. */
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture } from '../command.ts';

/** The oldest that package.json's `engines` lets in. */
const [oldestMajor, oldestMinor] = [1, 105];

/** A `code` inside a remote window, or on the Linux side of Windows, opens folders elsewhere: it knows no path of ours. */
function speaksToAnotherMachine(path: string): boolean {
  const { VSCODE_IPC_HOOK_CLI, WSL_DISTRO_NAME, SSH_CONNECTION } = process.env;
  return Boolean(VSCODE_IPC_HOOK_CLI || WSL_DISTRO_NAME || SSH_CONNECTION) || /remote-cli|\.vscode-server/.test(path);
}

function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

export async function desktopCode(): Promise<string | undefined> {
  if (!hasScreen()) return undefined;
  const names = process.platform === 'win32' ? ['code.cmd', 'code-insiders.cmd'] : ['code', 'code-insiders', 'codium'];
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const path of names.map(name => join(folder, name))) {
      if (!existsSync(path) || speaksToAnotherMachine(realpathSync(path))) continue;
      const { code, output } = await capture(path, ['--version'], { shell: process.platform === 'win32' });
      const [, major, minor] = /^(\d+)\.(\d+)\.\d+/m.exec(output)?.map(Number) ?? [];
      if (code !== 0 || major === undefined || minor === undefined) continue;
      if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return path;
    }
  return undefined;
}
