/** The workers that a command acts on: those of the rows pointed at, or picked, pasted or read from a file. */
import * as vscode from 'vscode';
import { counted } from '../../mturk/plurals.ts';
import { relativeText } from '../../mturk/times.ts';
import { readWorkerList } from '../../mturk/workerList.ts';
import { withProgress } from '../../ui/progress.ts';
import type { Choice } from '../../ui/prompts.ts';
import { clickedRefs, clickedRows } from '../clickedRows.ts';
import { CommandError } from '../commandError.ts';
import { readAssignments } from '../requiredReads.ts';
import { pickHIT } from '../selectTargets.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';

type Way = 'known' | 'hit' | 'clipboard' | 'type' | 'file';

const ways: readonly Choice<Way>[] = [
  { label: 'Known workers…', value: 'known' },
  { label: 'Workers of a HIT…', value: 'hit' },
  {
    label: 'Worker IDs in the clipboard',
    detail: 'Any list, or a CSV with a column WorkerId',
    value: 'clipboard',
  },
  { label: 'Worker IDs…', detail: 'Type or paste them', value: 'type' },
  { label: 'From a file…', detail: 'A list, or a CSV with a column WorkerId', value: 'file' },
];

/** Each worker once; those of assignments too, by default. `undefined` when the user walked away. Throws a {@link CommandError} when the rows name nobody. */
export async function selectWorkers(
  workbench: Needs<'clipboard' | 'explorer' | 'prompts'>,
  session: ConnectedSession,
  title: string,
  clicked: unknown,
  selected: unknown,
  { ofAssignments = true }: { readonly ofAssignments?: boolean } = {},
): Promise<readonly string[] | undefined> {
  const { account } = session;
  const refs = clickedRefs(workbench, clicked, selected);
  if (refs && clickedRows(clicked, selected)) {
    const ids = new Set<string>();
    for (const ref of refs) {
      if (ref.kind === 'worker') ids.add(ref.workerId);
      if (ref.kind === 'assignment' && ofAssignments) {
        const { workerId = '' } = account.assignment(ref.assignmentId) ?? {};
        if (workerId !== '') ids.add(workerId);
      }
    }
    if (ids.size === 0) throw new CommandError(`${title}: no worker of the selected rows is known.`);
    return [...ids];
  }
  switch (await workbench.prompts.pick(title, 'Which workers?', ways)) {
    case 'known':
      return pickKnown(workbench, session, title);
    case 'hit': {
      const hit = await pickHIT(workbench, session, title);
      return hit && checked(workbench, session, title, (await workersOfHIT(session, hit.id)).join('\n'));
    }
    case 'clipboard':
      return checked(workbench, session, title, await workbench.clipboard.readText());
    case 'type': {
      const text = await workbench.prompts.input({ title, prompt: 'Worker IDs, in any form', placeholder: 'A2…, A3…' });
      return text === undefined ? undefined : checked(workbench, session, title, text);
    }
    case 'file':
      return fromFile(workbench, session, title);
    default:
      return undefined;
  }
}

/** Everybody who worked on a HIT, as the service lists it now. Rejects with MTurkError. */
async function workersOfHIT({ account }: ConnectedSession, hitId: string): Promise<string[]> {
  await withProgress('Reading who worked on the HIT', () => readAssignments(account, [hitId]));
  return [...new Set(account.assignments(hitId).map(({ workerId }) => workerId))];
}

async function pickKnown({ prompts }: Needs<'prompts'>, { account }: ConnectedSession, title: string) {
  const all = account.workers.summaries(account.works(), id => account.hit(id));
  if (all.length === 0)
    throw new CommandError('No workers are known yet. Refresh, or read all work in the Workers view.');
  const choices = all.map(
    ({ id, approved, rejected, blocked, last }): Choice<string> => ({
      label: id,
      description: [
        `${approved} approved`,
        ...(rejected > 0 ? [`${rejected} rejected`] : []),
        ...(blocked ? ['blocked'] : []),
        ...(last > 0 ? [relativeText(last, account.now())] : []),
      ].join(' · '),
      value: id,
    }),
  );
  return prompts.pickMany(title, 'Which workers?', choices);
}

/** Bytes of a file of IDs. */
const largestFile = 16_000_000;

async function fromFile(workbench: Needs<'prompts'>, session: ConnectedSession, title: string) {
  const filters = { 'Lists and CSV': ['csv', 'tsv', 'txt'], 'All files': ['*'] };
  const uri = await workbench.prompts.openFile({ title, action: 'Read IDs', filters });
  if (!uri) return undefined;
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > largestFile)
    throw new CommandError(
      `Couldn’t read the worker IDs: the file has ${size} bytes, and at most ${largestFile} are read.`,
    );
  return checked(workbench, session, title, new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
}

/** Says what in a list is not a worker ID, is there twice, or is unknown to this account, before anything is done. */
async function checked(
  { prompts }: Needs<'prompts'>,
  { account }: ConnectedSession,
  title: string,
  text: string,
): Promise<readonly string[] | undefined> {
  const known = new Set(account.workers.ids());
  for (const items of account.works()) for (const { workerId } of items) known.add(workerId);
  const { ids, notIds, duplicates } = readWorkerList(text, id => known.has(id));
  if (ids.length === 0) throw new CommandError(`${title}: no worker ID was found in the text.`);
  const unknown = ids.filter(id => !known.has(id));
  if (notIds.length + duplicates + unknown.length === 0) return ids;
  const go = await prompts.confirm({
    message: `Use ${counted(ids.length, 'worker ID')}?`,
    detail: [
      ...(notIds.length > 0 ? [`Not worker IDs, left out: ${sample(notIds)}.`] : []),
      ...(duplicates > 0 ? [`${duplicates} more than once, used once.`] : []),
      ...(unknown.length > 0 ? [`Unknown to this account: ${sample(unknown)}.`] : []),
    ].join('\n'),
    action: 'Continue',
    warning: false,
  });
  return go ? ids : undefined;
}

function sample(texts: readonly string[]): string {
  const shown = texts.slice(0, 5).map(text => text.slice(0, 40));
  return `${texts.length} (${shown.join(', ')}${texts.length > shown.length ? ', …' : ''})`;
}
