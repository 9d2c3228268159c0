/** Opens archives as profiles that only read, and verifies them. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { runWork } from '../../local/archiveProcess.ts';
import type { Profile } from '../../profiles/profile.ts';
import { withProgress } from '../../ui/progress.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { archiveExtension, openRequest } from './pickFiles.ts';
import { showText } from './showText.ts';

export const openArchive: Handler<Needs<'archives' | 'prompts' | 'sessions' | 'store'>> = async workbench => {
  const file = await workbench.prompts.openFile(openRequest('Open Archive', 'Open'));
  if (file) await openArchiveAt(workbench, file.fsPath);
};

/** Makes a profile of an archive, or takes the one that it has, and switches to it. */
export async function openArchiveAt(
  { store, sessions, archives }: Needs<'archives' | 'sessions' | 'store'>,
  file: string,
): Promise<void> {
  try {
    await archives.start(file);
  } catch (error) {
    throw new CommandError(
      `Couldn’t open archive ${basename(file)}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const known = store.all().find(profile => profile.keys === 'archive' && profile.archive === file);
  const profile = known ?? profileOf(file);
  if (!known) await store.add(profile);
  await sessions.switchTo(profile);
}

function profileOf(file: string): Profile {
  const id = `archive-${createHash('sha256').update(file).digest('hex').slice(0, 16)}`;
  const name = basename(file, `.${archiveExtension}`);
  return { id, name, endpoint: '', environment: 'archive', keys: 'archive', archive: file };
}

export const verifyArchive: Handler<Needs<'local' | 'prompts' | 'sessions'>> = async ({ prompts, local, sessions }) => {
  const { profile } = sessions.current;
  const file =
    profile.keys === 'archive'
      ? profile.archive
      : (await prompts.openFile(openRequest('Verify Archive', 'Verify')))?.fsPath;
  if (file === undefined) return;
  const name = basename(file);
  const end = await withProgress(`Verifying ${name}`, ({ signal }) =>
    runWork(local.program, ['verify', '--json', file], { signal }).catch((error: unknown) => {
      if (signal.aborted) return undefined;
      throw error;
    }),
  );
  if (!end) return;
  const [result] = end.lines as readonly { readonly ok?: boolean; readonly problems?: readonly string[] }[];
  if (result?.ok) {
    await prompts.inform(`Archive ${name} is complete and unchanged.`);
    return;
  }
  const problems = result?.problems ?? [end.words || 'it can’t be read'];
  const details = 'Show Details';
  const chosen = await prompts.reportError(
    `Archive ${name} was changed after it was written: ${problems[0]}.`,
    details,
  );
  if (chosen === details) await showText(`# ${name}\n\n${problems.map(each => `- ${each}`).join('\n')}\n`);
};
