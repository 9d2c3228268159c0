/** Find…: from an id, or any text with ids in it, to the HIT, assignment or worker. */
import type { Account } from '../../account/account.ts';
import { findIds } from '../../account/search/find.ts';
import { MTurkError } from '../../mturk/errors.ts';
import { readAssignment } from '../../mturk/model.ts';
import type { Target, WorkerTarget } from '../../targets.ts';
import type { Choice } from '../../ui/prompts.ts';
import type { Handler } from '../handler.ts';
import { Problem } from '../problem.ts';
import { connected } from '../targets.ts';
import type { Workbench } from '../workbench.ts';

type Found = Target | WorkerTarget;

export const find: Handler = async (workbench, given) => {
  const { account } = connected(workbench);
  const text =
    typeof given === 'string'
      ? given
      : await workbench.prompts.input({
          title: 'Find a HIT, an assignment or a worker',
          prompt: 'An id, or any text with ids in it: an e-mail, a line of a log',
          placeholder: '3… or A…',
        });
  if (text === undefined || text.trim() === '') return;
  const found = await lookUp(account, text);
  if (found.length === 0) throw new Problem(`Nothing in this account has an id that is in “${shortened(text)}”.`);
  const [first] = found;
  const target = found.length === 1 ? first : await choose(workbench, account, found);
  if (!target) return;
  if (!(await workbench.explorer.show(target)))
    throw new Problem(`${nameOf(target)} is in this account, and no work by it has been read yet.`);
};

/** What the text names: what is known, else what the service says. */
async function lookUp(account: Account, text: string): Promise<Found[]> {
  if (account.listing.state === 'never') await account.refreshHITs();
  const { entities, workers } = findIds(text);
  const words = new Set(text.match(/[A-Za-z0-9]+/g) ?? []);
  const found: Found[] = [];
  for (const id of new Set([...entities, ...words])) {
    if (account.hit(id)) found.push({ kind: 'hit', hitId: id });
    else {
      const known = account.assignment(id);
      if (known) found.push({ kind: 'assignment', hitId: known.hitId, assignmentId: id });
      else if (entities.includes(id)) found.push(...(await ask(account, id)));
    }
  }
  const seen = new Set([...[...account.works()].flat().map(each => each.workerId), ...account.workers.ids()]);
  for (const workerId of new Set([...workers, ...words]))
    if (seen.has(workerId)) found.push({ kind: 'worker', workerId });
  return found;
}

/** Asks the service for a HIT of that id, then for an assignment. */
async function ask(account: Account, id: string): Promise<Found[]> {
  await account.refreshHIT(id);
  if (account.hit(id)) return [{ kind: 'hit', hitId: id }];
  try {
    const { Assignment } = await account.client.call('GetAssignment', { AssignmentId: id });
    if (!Assignment) return [];
    const { hitId } = readAssignment(Assignment);
    if (!account.hit(hitId)) await account.refreshHIT(hitId);
    return account.hit(hitId) ? [{ kind: 'assignment', hitId, assignmentId: id }] : [];
  } catch (error) {
    if (error instanceof MTurkError && (error.kind === 'refused' || error.kind === 'invalid')) return [];
    throw error;
  }
}

function choose({ prompts }: Workbench, account: Account, found: readonly Found[]): Promise<Found | undefined> {
  const choices = found.map((target): Choice<Found> => {
    const title = target.kind === 'worker' ? 'Worker' : (account.hit(target.hitId)?.title ?? '');
    return { label: nameOf(target), description: title, value: target };
  });
  return prompts.pick('Find', 'Which of them?', choices);
}

function nameOf(target: Found): string {
  switch (target.kind) {
    case 'hit':
      return `HIT ${target.hitId}`;
    case 'assignment':
      return `Assignment ${target.assignmentId}`;
    case 'worker':
      return `Worker ${target.workerId}`;
  }
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
