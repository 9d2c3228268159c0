/** Operations that give workers a qualification without a message. */
import type { OperationOf } from '../../ledger/ledgerOperations.ts';

/** Stands in a confirmation for the ID of a type that is created once it is confirmed. */
export const newTypeId = '(the new type)';

/** The score of a qualification that only marks its workers. */
const mark = 1;

/** To each of some workers, as a mark. */
export function grants(
  qualificationTypeId: string,
  workerIds: readonly string[],
): OperationOf<'assignQualification'>[] {
  return scoreGrants(
    qualificationTypeId,
    workerIds.map(id => [id, mark] as const),
  );
}

/** To workers with their scores; without a score, they get the one that the service gives. */
export function scoreGrants(
  qualificationTypeId: string,
  scores: Iterable<readonly [workerId: string, score: number | undefined]>,
): OperationOf<'assignQualification'>[] {
  return Array.from(scores, ([workerId, score]) => ({
    verb: 'assignQualification',
    qualificationTypeId,
    workerId,
    ...(score === undefined ? {} : { score }),
    notify: false,
  }));
}
