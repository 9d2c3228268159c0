/** The commit that is checked out where a file is, read from the repository's own files. */
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Folders above the file that are looked at. */
const mostFolders = 40;

/** The 40 hex digits of the commit; `undefined` outside of a repository. Never rejects. */
export async function commitAt(path: string): Promise<string | undefined> {
  for (let folder = dirname(path), at = 0; at < mostFolders; folder = dirname(folder), at += 1) {
    const git = await repositoryIn(folder);
    const head = await read(join(git, 'HEAD'));
    if (head !== undefined) return commitOf(git, head.trim());
    if (dirname(folder) === folder) return undefined;
  }
  return undefined;
}

/** In a worktree or a submodule, `.git` is a file that names the folder. */
async function repositoryIn(folder: string): Promise<string> {
  const git = join(folder, '.git');
  const named = /^gitdir: (.{1,4000})/.exec((await read(git)) ?? '')?.[1];
  return named === undefined ? git : resolve(folder, named.trim());
}

async function commitOf(git: string, head: string): Promise<string | undefined> {
  if (isCommit(head)) return head;
  const [, name] = /^ref: (refs\/[\w./-]{1,250})$/.exec(head) ?? [];
  if (name === undefined || name.includes('..')) return undefined;
  // Worktrees share the branches of their repository.
  const common = (await read(join(git, 'commondir')))?.trim();
  const shared = common === undefined ? git : resolve(git, common);
  const loose = (await read(join(shared, name)))?.trim();
  if (loose !== undefined && isCommit(loose)) return loose;
  const packed = await read(join(shared, 'packed-refs'));
  return packed
    ?.split('\n')
    .find(line => line.endsWith(` ${name}`))
    ?.slice(0, 40);
}

function isCommit(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

async function read(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
