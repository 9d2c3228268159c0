/** Work to review, in numbers. */
import { CreateHITCommand } from '@aws-sdk/client-mturk';
import type { Local } from './local.ts';

export interface Work {
  readonly hitId: string;
  readonly assignmentId: string;
  readonly workerId: string;
}

export const question =
  '<ExternalQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd"><ExternalURL>https://example.org/task</ExternalURL><FrameHeight>600</FrameHeight></ExternalQuestion>';
const perHIT = 100;

/** So many submitted assignments of $0.30 each, in HITs of a hundred. */
export async function submittedWork(local: Local, count: number): Promise<Work[]> {
  const client = local.client();
  const work: Work[] = [];
  for (let first = 0; first < count; first += perHIT) {
    const { HIT } = await client.send(
      new CreateHITCommand({
        Title: `Work ${first}`,
        Description: 'To be reviewed.',
        Reward: '0.30',
        MaxAssignments: perHIT,
        AssignmentDurationInSeconds: 600,
        LifetimeInSeconds: 86_400,
        Question: question,
      }),
    );
    const HITId = HIT?.HITId ?? '';
    const indexes = Array.from({ length: Math.min(perHIT, count - first) }, (_, index) => index);
    const done = await Promise.all(
      indexes.map(async index => {
        const WorkerId = `A1SOAK${String(index).padStart(4, '0')}`;
        const { AssignmentId } = await local.control('accept', { WorkerId, HITId });
        await local.control('submit', { AssignmentId, WorkerId, Answers: { colour: 'red' } });
        return { hitId: HITId, assignmentId: String(AssignmentId), workerId: WorkerId };
      }),
    );
    work.push(...done);
  }
  return work;
}
