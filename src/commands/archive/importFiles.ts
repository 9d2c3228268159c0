/** Makes an archive of what other programs saved, and opens it. */
import { runWork } from '../../local/archiveProcess.ts';
import { counted } from '../../mturk/plurals.ts';
import { withProgress } from '../../ui/progress.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { type ImportReport, type LineOfImport, readLine, readLines, summaryText } from './importReport.ts';
import { openArchiveAt } from './openArchive.ts';
import { saveRequest } from './pickFiles.ts';
import { showText } from './showText.ts';

const show = 'Show Details';

export const importFiles: Handler<Needs<'archives' | 'local' | 'prompts' | 'sessions' | 'store'>> = async workbench => {
  const { prompts } = workbench;
  const folders = await prompts.pick('Import', 'Saved data of any program: a folder or single files', [
    {
      label: 'Folder…',
      detail: 'A batch, a study or a whole directory of saved data; subfolders are read too',
      value: true,
    },
    { label: 'Files…', detail: 'JSON, CSV, databases, zip files', value: false },
  ]);
  if (folders === undefined) return;
  const chosen = await prompts.openMany({ title: 'Import', action: 'Import', filters: {}, folders });
  if (!chosen || chosen.length === 0) return;
  const to = await prompts.saveFile(saveRequest('Save Archive As', 'imported'));
  if (!to) return;
  const report = await importInto(
    workbench,
    chosen.map(uri => uri.fsPath),
    to.fsPath,
  );
  if (!report) return;
  await openArchiveAt(workbench, to.fsPath);
  const details = await prompts.inform(headline(report), show);
  if (details === show) await showText(summaryText(report));
};

/** Everything that the import has to ask is asked after a first reading; nothing where the user walked away. */
async function importInto(
  workbench: Needs<'local' | 'prompts'>,
  paths: readonly string[],
  to: string,
): Promise<ImportReport | undefined> {
  const asked: { zone?: string; environment?: string } = {};
  for (;;) {
    const { report, problem, environments } = await runImport(workbench, paths, to, asked);
    if (environments && asked.environment === undefined) {
      asked.environment = await workbench.prompts.pick(
        'Import',
        'These files contain data of the sandbox and of production. Which do you want?',
        [
          { label: 'Production', description: counted(environments.production, 'object'), value: 'production' },
          { label: 'Sandbox', description: counted(environments.sandbox, 'object'), value: 'sandbox' },
        ],
      );
      if (asked.environment === undefined) return undefined;
      continue;
    }
    if (problem !== undefined) throw new CommandError(`Couldn’t import the files: ${problem}`);
    if (!report) return undefined;
    if (report.unzoned === 0 || asked.zone !== undefined) return report;
    asked.zone = await askZone(workbench, report.unzoned);
    if (asked.zone === undefined || asked.zone === 'UTC') return report;
  }
}

async function askZone({ prompts }: Needs<'prompts'>, count: number): Promise<string | undefined> {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const chosen = await prompts.pick(
    'Import',
    `${counted(count, 'time has', 'times have')} no time zone. Which time zone applies?`,
    [
      { label: 'UTC', detail: 'How they are read now', value: 'UTC' },
      ...(here === 'UTC' ? [] : [{ label: here, detail: 'The time zone of this computer', value: here }]),
      ...(here === 'America/Los_Angeles'
        ? []
        : [{ label: 'America/Los_Angeles', detail: 'The time zone of Amazon’s files', value: 'America/Los_Angeles' }]),
      { label: 'Another Zone…', value: '' },
    ],
  );
  if (chosen !== '') return chosen;
  return prompts.input({
    title: 'Time zone',
    prompt: 'Name of a time zone, such as Europe/Berlin',
    check: text => (isZone(text) ? undefined : 'There is no such time zone'),
  });
}

function isZone(name: string): boolean {
  try {
    return name !== '' && Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

async function runImport(
  { local }: Needs<'local'>,
  paths: readonly string[],
  to: string,
  { zone, environment }: { readonly zone?: string; readonly environment?: string },
): Promise<LineOfImport> {
  return withProgress('Importing', async ({ signal, report }) => {
    const args = [
      ...['import', '--json', '--to', to],
      ...(zone === undefined ? [] : ['--zone', zone]),
      ...(environment === undefined ? [] : ['--environment', environment]),
      '--',
      ...paths,
    ];
    try {
      const { lines, words } = await runWork(local.program, args, {
        signal,
        onLine: line => {
          const { progress } = readLine(line);
          if (progress)
            report(progress.sources, progress.of, `: ${counted(progress.objects, 'object')}, ${progress.path}`);
          return progress !== undefined;
        },
      });
      const found = readLines(lines);
      return found.report || found.problem !== undefined
        ? found
        : { problem: words || 'the program ended early. Try again.' };
    } catch (error) {
      if (signal.aborted) return {};
      throw error;
    }
  });
}

function headline({ counts, sources, conflicts }: ImportReport): string {
  const parts = [
    `${counted(counts.HIT ?? 0, 'HIT')} and ${counted(counts.Assignment ?? 0, 'assignment')} from ${counted(sources.length, 'source')}`,
    ...(conflicts > 0 ? [counted(conflicts, 'conflict')] : []),
  ];
  return `Imported ${parts.join(', ')}. The archive is open.`;
}
