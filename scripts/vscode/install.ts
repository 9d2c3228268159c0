/** Installs an extension that is being worked on, so that VS Code treats it as it treats a user's. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** What of a repo a .vsix would carry, as far as VS Code reads it. */
const shipped = ['dist', 'media', 'README.md', 'CHANGELOG.md', 'LICENSE'];

/**
 * Puts the extension of a repo into a folder of installed extensions, by links, so that a new build counts after a reload.
 *
 * An extension development host would do too, but a built server opens one only with its smoke test driver, under which no notification
 * pops up. The folder itself is real and only its entries are links: *Uninstall* in VS Code removes the links, never the repo.
 */
export function installByLinks(repo: string, extensionsDir: string): void {
  const manifest = readFileSync(join(repo, 'package.json'), 'utf8');
  const { name, publisher, version, main } = JSON.parse(manifest) as Record<string, string>;
  const folder = join(extensionsDir, `${publisher}.${name}-${version}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(repo, 'package.json'), join(folder, 'package.json'));
  for (const entry of new Set([...shipped, main?.replace(/^\.\//, '').split('/')[0] ?? 'dist']))
    if (existsSync(join(repo, entry))) symlinkSync(join(repo, entry), join(folder, entry), 'junction');
}
