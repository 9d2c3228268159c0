/** Deletes qualification types, and says what prevents it. */
import type { Qualifications } from '../../account/qualifications.ts';
import { counted } from '../../mturk/plurals.ts';
import type { QualificationType } from '../../mturk/qualificationType.ts';
import type { Handler } from '../commandHandler.ts';
import { performOperations } from '../perform.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Operating } from '../workbench.ts';
import { selectQualificationTypes } from './selectTypes.ts';

export const deleteQualificationType: Handler<Operating> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const types = await selectQualificationTypes(workbench, session, 'Delete Qualification Type', clicked, selected);
  if (!types) return;
  const qualifications = await session.account.people.qualifications();
  for (const { id } of types) if (qualifications.isOwn(id)) await qualifications.read(id);
  await performOperations(workbench, session, {
    verb: 'Delete',
    noun: ['qualification type', 'qualification types'],
    items: types,
    state: ({ id }) => ({ ownType: qualifications.isOwn(id) }),
    operation: ({ id, name }) => ({ verb: 'deleteQualificationType', qualificationTypeId: id, name }),
    remarksOn: types => remarksOf(session, qualifications, types),
    irreversible: true,
  });
};

function remarksOf(
  { account }: ConnectedSession,
  qualifications: Qualifications,
  types: readonly QualificationType[],
): string[] {
  const ids = new Set(types.map(({ id }) => id));
  const requests = account.workers.requests.filter(({ typeId }) => ids.has(typeId)).length;
  const holders = types.reduce((sum, { id }) => sum + qualifications.holders(id).length, 0);
  const hits = types.flatMap(({ id }) => qualifications.details(id).hits.map(hit => hit.id));
  return [
    ...types.map(({ name }) => `“${name}”`),
    ...(hits.length > 0
      ? [
          `${counted(hits.length, 'HIT requires', 'HITs require')} it: ${hits.slice(0, 5).join(', ')}${hits.length > 5 ? ', …' : ''}. The name stays taken until they are deleted.`,
        ]
      : ['The name stays taken for up to 48 hours.']),
    ...(requests > 0 ? [`${counted(requests, 'pending request is', 'pending requests are')} rejected.`] : []),
    ...(holders > 0
      ? [`${counted(holders, 'worker keeps', 'workers keep')} the qualification, but no new HIT can require it.`]
      : []),
  ];
}
