/** Reads blocks, own qualification types, who has them and who asks for them. Loaded with the first reading. */
import type { MTurkClient } from '../mturk/client.ts';
import { textIn } from '../mturk/model.ts';
import { pages } from '../mturk/paging.ts';
import {
  type Holding,
  type QualificationRequest,
  type QualificationType,
  readHolding,
  readQualificationType,
  readRequest,
  withoutTest,
} from '../mturk/qualificationType.ts';
import { inOrder } from '../mturk/scheduler/inOrder.ts';
import { Texts } from './textCache.ts';

export interface PeopleRead {
  /** Reasons by worker. */
  readonly blocks: ReadonlyMap<string, string>;
  /** Own types by id, newest first as the service lists them. */
  readonly types: ReadonlyMap<string, QualificationType>;
  /** What each worker has, by worker. */
  readonly held: ReadonlyMap<string, readonly Holding[]>;
  /** Pending requests, oldest first. */
  readonly requests: readonly QualificationRequest[];
  /** The answers to tests of the pending requests, as many as fit, by request. */
  readonly answers: Texts;
}

/** Characters of answers to tests that are kept. */
const mostAnswers = 4_000_000;

/** Rejects with MTurkError. */
export async function readPeople(client: MTurkClient, signal: AbortSignal): Promise<PeopleRead> {
  const answers = new Texts(mostAnswers);
  const [blocks, { types, held }, requests] = await Promise.all([
    readBlocks(client, signal),
    readHoldings(client, signal),
    readRequests(client, signal, answers),
  ]);
  return { blocks, types, held, requests, answers };
}

async function readBlocks(client: MTurkClient, signal: AbortSignal): Promise<Map<string, string>> {
  const blocks = new Map<string, string>();
  for await (const { WorkerBlocks } of pages(client, 'ListWorkerBlocks', {}, { signal }))
    for (const { WorkerId, Reason } of WorkerBlocks ?? []) blocks.set(textIn(WorkerId), textIn(Reason));
  return blocks;
}

async function readHoldings(client: MTurkClient, signal: AbortSignal) {
  const types = new Map<string, QualificationType>();
  const held = new Map<string, Holding[]>();
  const own = { MustBeRequestable: false, MustBeOwnedByCaller: true };
  for await (const { QualificationTypes } of pages(client, 'ListQualificationTypes', own, { signal })) {
    const listed = (QualificationTypes ?? []).map(type => withoutTest(readQualificationType(type)));
    for (const type of listed) types.set(type.id, type);
    await inOrder(listed, async ({ id }) => {
      const granted = { QualificationTypeId: id, Status: 'Granted' as const };
      for await (const { Qualifications } of pages(client, 'ListWorkersWithQualificationType', granted, { signal }))
        for (const qualification of Qualifications ?? []) {
          const holding = readHolding(qualification, id);
          const known = held.get(holding.workerId);
          if (known) known.push(holding);
          else held.set(holding.workerId, [holding]);
        }
    });
  }
  return { types, held };
}

async function readRequests(client: MTurkClient, signal: AbortSignal, answers: Texts): Promise<QualificationRequest[]> {
  const requests: QualificationRequest[] = [];
  for await (const { QualificationRequests } of pages(client, 'ListQualificationRequests', {}, { signal }))
    for (const each of QualificationRequests ?? []) {
      const { answer, ...request } = readRequest(each);
      requests.push(request);
      if (answer !== '') answers.keep(request.id, new Map([[request.id, answer]]), () => false);
    }
  return requests.sort((one, other) => one.submitted - other.submitted);
}
