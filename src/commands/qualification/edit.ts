/** Changes what can be changed of a qualification type, and says what can't. */
import { limits } from '../../definitions/qualification/qualificationKeys.ts';
import type { OperationOf } from '../../ledger/ledgerOperations.ts';
import { verdictBefore } from '../../ledger/verdicts.ts';
import { lengthProblem, mayAutoGrant } from '../../mturk/qualificationChecks.ts';
import type { QualificationTypeWithTest } from '../../mturk/qualificationType.ts';
import type { Choice } from '../../ui/prompts.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { performOperations } from '../perform.ts';
import { connected } from '../selectTargets.ts';
import type { Needs, Operating } from '../workbench.ts';
import { scoreProblem } from './scores.ts';
import { selectQualificationTypes } from './selectTypes.ts';
import { differences, formerSettings } from './settingChanges.ts';
import { askRetryDelay, askTest } from './typeSettings.ts';

type Changes = OperationOf<'updateQualificationType'>['changes'];
type Part = 'description' | 'status' | 'test' | 'retry' | 'auto' | 'name';

export const editQualificationType: Handler<Operating> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const title = 'Edit Qualification Type';
  const [picked, ...others] = (await selectQualificationTypes(workbench, session, title, clicked, selected)) ?? [];
  if (!picked) return;
  if (others.length > 0) throw new CommandError('Edit Qualification Type: select one qualification type.');
  const qualifications = await session.account.people.qualifications();
  const own = verdictBefore('updateQualificationType', {
    now: session.account.now(),
    ownType: qualifications.isOwn(picked.id),
  });
  if (!own.allowed) {
    await workbench.prompts.warn(`Can’t edit “${picked.name}”: ${own.rule}.`);
    return;
  }
  await qualifications.read(picked.id);
  const type = qualifications.details(picked.id).type ?? picked;
  const part = await workbench.prompts.pick(`Edit “${type.name}”`, 'What do you want to change?', parts(type));
  const changes = part && (await askChanges(workbench, type, part));
  if (!changes) return;
  const before = formerSettings(type, changes);
  await performOperations(workbench, session, {
    verb: 'Update',
    noun: ['qualification type', 'qualification types'],
    items: [type],
    operation: ({ id, name }) => ({
      verb: 'updateQualificationType',
      qualificationTypeId: id,
      name,
      changes,
      before,
    }),
    remarks: differences(changes, before),
    irreversible: changes.Test !== undefined,
  });
};

function parts(type: QualificationTypeWithTest): readonly Choice<Part>[] {
  return [
    { label: 'Description', detail: type.description, value: 'description' },
    { label: 'Status', detail: type.active ? 'Active: set inactive' : 'Inactive: set active', value: 'status' },
    { label: 'Test and answer key', detail: type.hasTest ? 'has a test' : 'no test', value: 'test' },
    { label: 'Retry delay', detail: type.retryDelay === undefined ? 'workers can ask once' : '', value: 'retry' },
    {
      label: 'Auto-grant',
      detail: type.autoGranted === undefined ? 'off' : `score ${type.autoGranted}`,
      value: 'auto',
    },
    { label: 'Name or keywords', detail: 'can’t be changed: what to do instead', value: 'name' },
  ];
}

async function askChanges(
  workbench: Needs<'prompts'>,
  type: QualificationTypeWithTest,
  part: Part,
): Promise<Changes | undefined> {
  const { prompts } = workbench;
  const title = `Edit “${type.name}”`;
  switch (part) {
    case 'description': {
      const text = await prompts.input({
        title,
        prompt: 'Description. Workers see it.',
        value: type.description,
        check: typed => lengthProblem(typed, limits.description, 'a description'),
      });
      return text === undefined ? undefined : { Description: text.trim() };
    }
    case 'status':
      return { QualificationTypeStatus: type.active ? 'Inactive' : 'Active' };
    case 'test':
      return askTest(workbench, title);
    case 'retry': {
      const RetryDelayInSeconds = await askRetryDelay(workbench, title, type.retryDelay);
      return RetryDelayInSeconds === undefined ? undefined : { RetryDelayInSeconds };
    }
    case 'auto': {
      const verdict = mayAutoGrant(type);
      if (!verdict.allowed) throw new CommandError(`Can’t auto-grant “${type.name}”: ${verdict.rule}.`);
      if (type.autoGranted !== undefined) return { AutoGranted: false };
      const score = await prompts.input({
        title,
        prompt: 'Score that every worker gets',
        value: '1',
        check: scoreProblem,
      });
      return score === undefined ? undefined : { AutoGranted: true, AutoGrantedValue: Number(score) };
    }
    case 'name':
      throw new CommandError(
        `The service can’t change the name or the keywords of “${type.name}”. Create a new type, grant it to the same workers with Grant Qualification, and set this one inactive.`,
      );
  }
}
