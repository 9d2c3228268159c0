/** The commit that is checked out where a file is, read from the repository's own files. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Folders above the file that are looked at. */
const mostFolders = 40;

/** The 40 hex digits of the commit; `undefined` outside of a repository. Never rejects. */
export async function commitAt(path: string): Promise<string | undefined> {
  for (let folder = dirname(path), at = 0; at < mostFolders; folder = dirname(folder), at += 1) {
    const git = join(folder, '.git');
    const head = await read(join(git, 'HEAD'));
    if (head !== undefined) return commitOf(git, head.trim());
    if (dirname(folder) === folder) return undefined;
  }
  return undefined;
}

async function commitOf(git: string, head: string): Promise<string | undefined> {
  if (isCommit(head)) return head;
  const [, name] = /^ref: (refs\/[\w./-]{1,250})$/.exec(head) ?? [];
  if (name === undefined || name.includes('..')) return undefined;
  const loose = (await read(join(git, name)))?.trim();
  if (loose !== undefined && isCommit(loose)) return loose;
  const packed = await read(join(git, 'packed-refs'));
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
