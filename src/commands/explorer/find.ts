/** Find…: from an id, or any text with ids in it, to what it names. */
import type { Account } from '../../account/account.ts';
import { findIds } from '../../account/search/mentions.ts';
import { isRefusal } from '../../mturk/errors.ts';
import { readAssignment } from '../../mturk/model.ts';
import { type AccountRef, idOf } from '../../refs.ts';
import type { Choice } from '../../ui/prompts.ts';
import { factsOf } from '../../views/links/linkLabels.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';

/** Of a longer text, the beginning is looked through. */
const longestText = 100_000;

export const find: Handler<Needs<'explorer' | 'prompts' | 'sessions'>> = async (workbench, given) => {
  const { account } = connected(workbench);
  const text =
    typeof given === 'string'
      ? given
      : await workbench.prompts.input({
          title: 'Find a HIT, an assignment, a worker, a HIT type or a HIT group',
          prompt: 'An ID, or any text with IDs in it: an e-mail, a line of a log',
          placeholder: '3… or A…',
        });
  if (text === undefined || text.trim() === '') return;
  const found = await lookUp(account, text);
  if (found.length === 0) throw new CommandError(`No ID of this account appears in “${shortened(text)}”.`);
  const [first] = found;
  const target = found.length === 1 ? first : await choose(workbench, account, found);
  if (!target) return;
  if (!(await workbench.explorer.show(target)))
    throw new CommandError(`${nameOf(target)} is in this account, and no work by it has been read yet.`);
};

/** What the text names: in the account, else at the service. */
async function lookUp(account: Account, text: string): Promise<AccountRef[]> {
  if (account.listing.state === 'never') await account.refreshHITs();
  const { entities, workers } = findIds(text);
  const words = text.slice(0, longestText).match(/[A-Za-z0-9]+/g) ?? [];
  const found: AccountRef[] = [];
  for (const id of new Set([...entities, ...workers, ...words])) {
    const known = account.ids.find(id);
    if (known) found.push(known);
    else if (entities.includes(id)) found.push(...(await ask(account, id)));
  }
  return found;
}

/** Asks the service for a HIT of that id, then for an assignment. */
async function ask(account: Account, id: string): Promise<AccountRef[]> {
  await account.refreshHIT(id);
  if (account.hit(id)) return [{ kind: 'hit', hitId: id }];
  try {
    const { Assignment } = await account.client.call('GetAssignment', { AssignmentId: id }, { priority: 'userRead' });
    if (!Assignment) return [];
    const { hitId } = readAssignment(Assignment);
    if (!account.hit(hitId)) await account.refreshHIT(hitId);
    return account.hit(hitId) ? [{ kind: 'assignment', hitId, assignmentId: id }] : [];
  } catch (error) {
    if (isRefusal(error)) return [];
    throw error;
  }
}

function choose(
  { prompts }: Needs<'prompts'>,
  account: Account,
  found: readonly AccountRef[],
): Promise<AccountRef | undefined> {
  const choices = found.map((named): Choice<AccountRef> => {
    return { label: nameOf(named), description: factsOf(account, named).join(' · '), value: named };
  });
  return prompts.pick('Find', 'Select a result', choices);
}

const names: Readonly<Record<AccountRef['kind'], string>> = {
  hit: 'HIT',
  assignment: 'Assignment',
  worker: 'Worker',
  hitType: 'HIT type',
  hitGroup: 'HIT group',
};

function nameOf(named: AccountRef): string {
  return `${names[named.kind]} ${idOf(named)}`;
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
