/** Installs an extension that is being worked on, so that VS Code treats it as it treats a user's. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What of a repo a .vsix would carry, as far as VS Code reads it. */
const shipped = ['package.json', 'media', 'README.md', 'CHANGELOG.md', 'LICENSE'];

/**
 * Puts the extension of a repo, as it is built, into a folder of installed extensions.
 *
 * An extension development host would do too, but a built server opens one only with its smoke test driver, under which no notification
 * pops up. Links instead of copies won't do: Node resolves them, and VS Code knows its extensions by the path their code comes from.
 */
export function installFromSource(repo: string, extensionsDir: string): void {
  const manifest = readFileSync(join(repo, 'package.json'), 'utf8');
  const { name, publisher, version, main } = JSON.parse(manifest) as Record<string, string>;
  const folder = join(extensionsDir, `${publisher}.${name}-${version}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const code = main?.replace(/^\.\//, '').split('/')[0] ?? 'dist';
  const suites = join(code, 'test');
  for (const entry of [...shipped, code])
    if (existsSync(join(repo, entry)))
      cpSync(join(repo, entry), join(folder, entry), {
        recursive: true,
        filter: source => !relative(repo, source).startsWith(suites),
      });
}
