/** What is so: all that the views show, read from a Local service by an SDK client that the workbench knows nothing of. */
import * as sdk from '@aws-sdk/client-mturk';

export interface TrueAssignment {
  readonly id: string;
  readonly hitId: string;
  readonly workerId: string;
  readonly status: string;
  /** Milliseconds since the epoch, as all times here. */
  readonly submitted: number;
  readonly autoApproves: number;
  readonly reward: number;
  readonly title: string;
}

export interface TrueHIT {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  /** Cents. */
  readonly reward: number;
  readonly max: number;
  readonly available: number;
  readonly working: number;
  readonly expires: number;
  readonly assignments: readonly TrueAssignment[];
}

export interface Truth {
  /** By the service's clock. */
  readonly now: number;
  /** Cents. */
  readonly balance: number;
  /** By id. */
  readonly hits: ReadonlyMap<string, TrueHIT>;
  readonly blocked: ReadonlySet<string>;
  /** Workers who have a qualification of the account's own types. */
  readonly holders: ReadonlySet<string>;
}

/** As much of what a service says when it is ready as is needed to ask it. */
interface ServiceAt {
  readonly endpoint: string;
  readonly controlUrl: string;
  readonly controlToken: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Milliseconds that one question to the service may take. */
const answerTimeout = 20_000;
const pageSize = 100;

/** Whether a service answers there. */
export async function answers(at: ServiceAt): Promise<boolean> {
  try {
    await control(at, 'health');
    return true;
  } catch {
    return false;
  }
}

/** All of it; `undefined` while the service is told to fail or while simulated workers change it as it is read. */
export async function readTruth(at: ServiceAt): Promise<Truth | undefined> {
  const { faults, simulations } = (await control(at, 'stats')) as {
    faults: readonly unknown[];
    simulations: readonly { state: string }[];
  };
  if (faults.length > 0 || simulations.some(({ state }) => state === 'running')) return undefined;
  const { accessKeyId, secretAccessKey, endpoint } = at;
  const client = new sdk.MTurkClient({
    region: 'us-east-1',
    endpoint,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });
  try {
    const [hits, blocked, holders, { AvailableBalance = '0' }] = await Promise.all([
      readHITs(client),
      readBlocked(client),
      readHolders(client),
      client.send(new sdk.GetAccountBalanceCommand({})),
    ]);
    const { now } = (await control(at, 'health')) as { now: number };
    return { now: now * 1000, balance: centsOf(AvailableBalance), hits, blocked, holders };
  } finally {
    client.destroy();
  }
}

async function control(at: ServiceAt, verb: string): Promise<unknown> {
  const response = await fetch(`${at.controlUrl}/${verb}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${at.controlToken}`, 'content-type': 'application/json' },
    body: '{}',
    signal: AbortSignal.timeout(answerTimeout),
  });
  if (!response.ok) throw new Error(`Local answered ${verb} with ${response.status}`);
  return response.json();
}

async function readHITs(client: sdk.MTurkClient): Promise<Map<string, TrueHIT>> {
  const hits = new Map<string, TrueHIT>();
  for await (const { HITs = [] } of sdk.paginateListHITs({ client, pageSize }, {}))
    for (const read of await Promise.all(HITs.map(hit => readHIT(client, hit)))) hits.set(read.id, read);
  return hits;
}

async function readHIT(client: sdk.MTurkClient, hit: sdk.HIT): Promise<TrueHIT> {
  const { HITId = '', Title = '', HITStatus = '', Reward = '0', MaxAssignments = 0, Expiration } = hit;
  const { NumberOfAssignmentsAvailable: available = 0, NumberOfAssignmentsPending: working = 0 } = hit;
  const reward = centsOf(Reward);
  const assignments: TrueAssignment[] = [];
  if (MaxAssignments > available + working)
    for await (const page of sdk.paginateListAssignmentsForHIT({ client, pageSize }, { HITId }))
      for (const each of page.Assignments ?? [])
        assignments.push({
          id: each.AssignmentId ?? '',
          hitId: HITId,
          workerId: each.WorkerId ?? '',
          status: each.AssignmentStatus ?? '',
          submitted: each.SubmitTime?.getTime() ?? 0,
          autoApproves: each.AutoApprovalTime?.getTime() ?? 0,
          reward,
          title: Title,
        });
  const expires = Expiration?.getTime() ?? 0;
  return {
    id: HITId,
    title: Title,
    status: HITStatus,
    reward,
    max: MaxAssignments,
    available,
    working,
    expires,
    assignments,
  };
}

async function readBlocked(client: sdk.MTurkClient): Promise<Set<string>> {
  const blocked = new Set<string>();
  for await (const { WorkerBlocks = [] } of sdk.paginateListWorkerBlocks({ client, pageSize }, {}))
    for (const { WorkerId = '' } of WorkerBlocks) blocked.add(WorkerId);
  return blocked;
}

async function readHolders(client: sdk.MTurkClient): Promise<Set<string>> {
  const holders = new Set<string>();
  const own = { MustBeRequestable: false, MustBeOwnedByCaller: true };
  for await (const { QualificationTypes = [] } of sdk.paginateListQualificationTypes({ client, pageSize }, own))
    for (const { QualificationTypeId } of QualificationTypes) {
      const granted = { QualificationTypeId, Status: 'Granted' } as const;
      for await (const { Qualifications = [] } of sdk.paginateListWorkersWithQualificationType(
        { client, pageSize },
        granted,
      ))
        for (const { WorkerId = '' } of Qualifications) holders.add(WorkerId);
    }
  return holders;
}

/** Cents of an amount in dollars, as the service writes it. */
function centsOf(amount: string): number {
  return Math.round(Number(amount) * 100);
}
