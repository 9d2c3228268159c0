/** Archives the active account: everything that can be read of its endpoint, into one file. */

import { runWork } from '../../local/archiveProcess.ts';
import { counted } from '../../mturk/plurals.ts';
import { environmentLabel, isLocal } from '../../profiles/profile.ts';
import { withProgress } from '../../ui/progress.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { ensureUsable } from '../profile/ensureUsable.ts';
import type { Needs } from '../workbench.ts';
import { readLine, readLines } from './importReport.ts';
import { openArchiveAt } from './openArchive.ts';
import { saveRequest } from './pickFiles.ts';
import { showText } from './showText.ts';

const open = 'Open Archive';
const details = 'Show Details';

export const archiveAccount: Handler<
  Needs<'archives' | 'identities' | 'local' | 'prompts' | 'sessions' | 'store'>
> = async workbench => {
  const { prompts, sessions } = workbench;
  const { profile } = sessions.current;
  if (profile.keys === 'archive')
    throw new CommandError(`${profile.name} is an archive already. Switch to the profile to archive.`);
  if (isLocal(profile) && !sessions.current.account)
    throw new CommandError('Couldn’t archive Local: it is not running. Start it first.');
  if (!(await ensureUsable(workbench, profile))) return;
  const to = await prompts.saveFile(
    saveRequest(`Archive ${profile.name} (${environmentLabel(profile)})`, profile.name.replace(/[^\w-]+/g, '-')),
  );
  if (!to) return;
  const input = await connectionOf(workbench);
  const end = await withProgress(`Archiving ${profile.name}`, async ({ signal, report }) => {
    try {
      return await runWork(workbench.local.program, ['archive', '--json', '--input', '--to', to.fsPath], {
        signal,
        input,
        onLine: line => {
          const { collected } = readLine(line);
          if (collected) report(collected.hits, collected.of, ` HITs, ${counted(collected.objects, 'object')}`);
          return collected !== undefined;
        },
      });
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  });
  if (!end) {
    await prompts.inform('Archiving was stopped. Archive the account to the same file again to continue from there.');
    return;
  }
  const { manifest, problem } = readLines(end.lines);
  if (!manifest)
    throw new CommandError(
      `Couldn’t archive ${profile.name}: ${problem ?? (end.words || 'the program ended early')}. Archive it to the same file again to continue from there.`,
    );
  const { counts, unread } = manifest;
  const chosen = await prompts.inform(
    `Archived ${counted(counts.HIT ?? 0, 'HIT')} and ${counted(counts.Assignment ?? 0, 'assignment')} of ${profile.name}.`,
    open,
    details,
  );
  if (chosen === open) await openArchiveAt(workbench, to.fsPath);
  if (chosen === details)
    await showText(
      `# Archive of ${profile.name}\n\n${Object.entries(counts)
        .map(([kind, count]) => `- ${kind}: ${count}`)
        .join(
          '\n',
        )}\n\nNot included, because no operation of the API returns it:\n\n${unread.map(each => `- ${each}`).join('\n')}\n`,
    );
};

/** What the program signs with, handed over on its standard input alone. */
async function connectionOf({
  sessions,
  identities,
  local,
}: Needs<'identities' | 'local' | 'sessions'>): Promise<string> {
  const { profile } = sessions.current;
  if (isLocal(profile)) {
    if (local.state.state !== 'running')
      throw new CommandError('Couldn’t archive Local: it is not running. Start it first.');
    const { endpoint, accessKeyId, secretAccessKey, controlUrl, controlToken } = local.state.local;
    return JSON.stringify({ endpoint, environment: 'local', accessKeyId, secretAccessKey, controlUrl, controlToken });
  }
  const { accessKeyId, secretAccessKey, sessionToken } = await identities.of(profile)();
  const { endpoint, environment } = profile;
  return JSON.stringify({ endpoint, environment, accessKeyId, secretAccessKey, sessionToken });
}
