/** Accepts and rejects requests for qualifications. */

import { counted } from '../../mturk/plurals.ts';
import type { Handler } from '../commandHandler.ts';
import { performOperations } from '../perform.ts';
import { connected } from '../selectTargets.ts';
import type { Operating } from '../workbench.ts';
import { scoreProblem } from './scores.ts';
import { selectRequests } from './selectTypes.ts';

const noun = ['request', 'requests'] as const;

export const acceptRequest: Handler<Operating> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const requests = await selectRequests(workbench, session, 'Accept Qualification Request', clicked, selected);
  if (!requests || requests.length === 0) return;
  const { account } = session;
  const qualifications = await account.people.qualifications();
  const [first] = requests;
  const suggested = first && qualifications.scoreOf(first.typeId, account.workers.testAnswer(first.id));
  const score = await workbench.prompts.input({
    title: `Accept ${requests.length === 1 ? `the request of ${first?.workerId}` : counted(requests.length, 'request')}`,
    prompt: 'Score that the workers get',
    value: String(suggested ?? 1),
    check: scoreProblem,
  });
  if (score === undefined) return;
  await performOperations(workbench, session, {
    verb: 'Accept',
    noun,
    items: requests,
    operation: ({ id, typeId, workerId }) => ({
      verb: 'acceptQualificationRequest',
      requestId: id,
      qualificationTypeId: typeId,
      workerId,
      score: Number(score),
    }),
    remarks: [`Score ${Number(score)}. The service writes to each worker that the qualification was granted.`],
  });
};

export const rejectRequest: Handler<Operating> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const requests = await selectRequests(workbench, session, 'Reject Qualification Request', clicked, selected);
  if (!requests || requests.length === 0) return;
  const reason = await workbench.prompts.input({
    title: `Reject ${requests.length === 1 ? `the request of ${requests[0]?.workerId}` : counted(requests.length, 'request')}`,
    prompt: 'Reason (optional). The workers read it.',
    check: text => (text.length > 1024 ? 'Use at most 1024 characters.' : undefined),
  });
  if (reason === undefined) return;
  await performOperations(workbench, session, {
    verb: 'Reject',
    noun,
    items: requests,
    operation: ({ id, typeId, workerId }) => ({
      verb: 'rejectQualificationRequest',
      requestId: id,
      qualificationTypeId: typeId,
      workerId,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    }),
    remarks: ['A rejected request can’t be accepted later; the qualification can still be granted.'],
    irreversible: true,
  });
};
