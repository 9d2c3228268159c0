/** Work to review, made by workers through the control API of a Local that a workbench started. */
import { ControlRefusal } from '../../support/local.ts';
import { question } from '../../support/submittedWork.ts';
import type { LocalAtService } from './localAtService.ts';

interface ReviewWork {
  readonly hits: number;
  readonly assignmentsEach: number;
  readonly answers: (hit: number, worker: number) => Readonly<Record<string, string>>;
}

/** Makes HITs and has each of them done by so many workers. Gives the HITs' ids. */
export async function makeWork({ local, client }: LocalAtService, work: ReviewWork): Promise<string[]> {
  const control = async (verb: string, input: unknown): Promise<Record<string, unknown>> => {
    const response = await fetch(`${local.controlUrl}/${verb}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${local.controlToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new ControlRefusal(response.status, verb, JSON.stringify(answer));
    return answer;
  };
  const ids: string[] = [];
  for (let hit = 0; hit < work.hits; hit += 1) {
    const { HIT } = await client.call('CreateHIT', {
      Title: `Name the colour ${hit + 1}`,
      Description: 'Say in which colour the word is printed.',
      Reward: '0.30',
      MaxAssignments: work.assignmentsEach,
      AssignmentDurationInSeconds: 600,
      LifetimeInSeconds: 86_400,
      RequesterAnnotation: JSON.stringify({ batch: 'colours', 'Input.word': `word ${hit + 1}` }),
      Question: question,
    });
    const HITId = HIT?.HITId ?? '';
    ids.push(HITId);
    for (let worker = 0; worker < work.assignmentsEach; worker += 1) {
      const WorkerId = `A1REVIEW${String(worker).padStart(4, '0')}`;
      const { AssignmentId } = await control('accept', { WorkerId, HITId });
      await control('submit', { AssignmentId, WorkerId, Answers: work.answers(hit, worker) });
    }
  }
  return ids;
}
