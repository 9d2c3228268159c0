/**
 * Sends what nobody should send to every door of Local, lets simulated workers loose on what came of it, and lets 460 days pass.
 * Nothing of it may end the service, keep it from answering, or be its own fault.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as untilSeen } from 'node:timers/promises';
import fc from 'fast-check';
import { inputs, type OperationName } from '../../src/service/shapes/operationInputs.ts';
import { inputOf, type Pool, write } from '../unit/service/fuzz/values.ts';
import { externalQuestion, makeBench, plainHIT } from '../unit/service/setup.ts';
import { hostileQuestions } from './hostile/questions.ts';
import { type SpawnedLocal, spawnLocal } from './local.ts';
import { callRaw } from './signed.ts';

interface FuzzReport {
  readonly requests: number;
  /** How many answers of each status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** What answered with 5xx, and what was not answered at all or not in time. */
  readonly failures: readonly string[];
  readonly simulations: readonly { readonly state: string; readonly error?: string }[];
  readonly days: number;
}

/** Far more than any answer takes: what is not there by then hangs. */
const patience = 60_000;
const parallel = 8;
/** After so many requests simulated workers come, and the clock goes on. */
const round = 3000;
const days = 460;

const operations = Object.keys(inputs) as OperationName[];
const verbs: readonly string[] = (
  'health accept submit return clock simulate stats events worker workers layout layouts funds ledger export nope ' +
  '__proto__ constructor'
).split(' ');
const paths: readonly string[] = [
  ...['/', '/projects/ID/tasks', '/projects/ID/tasks/ID', '/projects/ID/tasks/ID?assignment_id=ID', '/dashboard'],
  ...[
    '/mturk/externalSubmit',
    '/mturk/externalSubmit?assignmentId=ID',
    '/lease/AAAAAAAAAAAAAAAAAAAAAA/mturk/externalSubmit',
  ],
  ...['/projects/ID/accept', '/return', '/submitted?assignment_id=ID', '/signin?next=//x', '/qualifications/ID/test'],
  ...[
    '/dynamic/hit?hitId=ID',
    '/mturk/preview?groupId=ID',
    '/assets/__proto__',
    '/constructor',
    '/%',
    '/messages?before=ID',
  ],
];

interface Attempt {
  readonly name: string;
  send(signal: AbortSignal): Promise<{ readonly status: number; readonly text: string }>;
}

/** Throws nothing of the service's: what goes wrong stands in the report. `seed` repeats a run. */
export async function fuzz(count: number, seed: number, tell: (words: string) => void): Promise<FuzzReport> {
  const folder = await mkdtemp(join(tmpdir(), 'mturk-fuzz-'));
  const data = join(folder, 'local.db');
  const args = ['--data', data, '--clock', 'manual'];
  let local = await spawnLocal({ args });
  const statuses: Record<string, number> = {};
  const failures: string[] = [];
  const fail = (words: string): void => {
    failures.push(words);
    // At once, because a run is long.
    if (failures.length <= 50) tell(words);
  };
  const ask = async ({ name, send }: Attempt): Promise<string> => {
    try {
      const { status, text } = await send(AbortSignal.timeout(patience));
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status >= 500) fail(`${status} ${name}: ${text.slice(0, 200)}`);
      return text;
    } catch (error) {
      fail(`unanswered ${name}: ${error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : error}`);
      return '';
    }
  };
  const control = (verb: string, body: string): Attempt => ({
    name: `control ${verb} ${body.slice(0, 200)}`,
    send: signal => post(local, verb, body, signal),
  });
  try {
    const pool = await populate(local);
    // One run on everything ends where a HIT can't be answered; so there is one for each HIT, too.
    const simulate = async (settings: object): Promise<void> => {
      for (const only of [{}, ...pool.hits.map(id => ({ HITIds: [id] }))])
        await ask(control('simulate', JSON.stringify({ ...settings, ...only })));
    };
    for (let sent = 0, turn = 0; sent < count; turn++) {
      const size = Math.min(round, count - sent);
      const attempts = attemptsOf(() => local, pool, size, seed + turn, control);
      // Making them takes a while, in which Local may have closed connections that lay idle: that is seen before one of them is used.
      await untilSeen();
      const workers = Array.from({ length: parallel }, async () => {
        for (let next = attempts.pop(); next; next = attempts.pop()) await ask(next);
      });
      await Promise.all(workers);
      sent += size;
      await simulate({ workers: 40, hitsPerWorker: 3, returnRate: 0.1, abandonRate: 0.1, doubleSubmitRate: 0.2 });
      await ask(control('clock', '{"advanceSeconds":3600}'));
      tell(`${sent} requests, ${failures.length} failures`);
    }
    // What one process made of all that, another one must be able to open.
    await local.stop();
    local = await spawnLocal({ args });
    await simulate({ workers: 300, hitsPerWorker: 5, arrivalsPerMinute: 1 });
    for (let day = 0; day < days; day += 10) await ask(control('clock', '{"advanceSeconds":864000}'));
    const stats = await ask(control('stats', '{}'));
    const { simulations = [] } = (stats === '' ? {} : JSON.parse(stats)) as Partial<Pick<FuzzReport, 'simulations'>>;
    for (const verb of ['export', 'reset', 'health']) await ask(control(verb, '{}'));
    return { requests: count, statuses, failures, simulations, days };
  } finally {
    await local.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Things that exist, so that requests get past the door, and HITs that are hostile themselves. */
async function populate(local: SpawnedLocal): Promise<Pool & { readonly hits: readonly string[] }> {
  const { createHIT, accept, work } = makeBench(local);
  const ids: string[] = [];
  const hits: string[] = [];
  for (const Question of [...Object.values(hostileQuestions), externalQuestion]) {
    const {
      HITId,
      HITTypeId = '',
      HITGroupId = '',
    } = await createHIT({ MaxAssignments: 50, Question, LifetimeInSeconds: 31_536_000 });
    hits.push(HITId);
    ids.push(HITId, HITTypeId, HITGroupId, await accept(HITId, 'A1'), await work(HITId, 'A2'));
  }
  return {
    hits,
    ids: [...ids, '000000000000000000L0', '3NONE'],
    documents: [externalQuestion, ...Object.values(hostileQuestions)],
  };
}

type Control = (verb: string, body: string) => Attempt;

function attemptsOf(local: () => SpawnedLocal, pool: Pool, size: number, seed: number, control: Control): Attempt[] {
  const dice = fc.sample(
    fc.record({ door: fc.nat(99), pick: fc.nat(), cut: fc.nat(), put: fc.uint8Array({ maxLength: 4 }) }),
    { numRuns: size, seed },
  );
  const drawn = new Map<OperationName, object[]>();
  const inputFor = (operation: OperationName): object => {
    const ready = drawn.get(operation) ?? [];
    if (ready.length === 0)
      ready.push(...fc.sample(inputOf(inputs[operation].members, pool), { numRuns: 50, seed: seed + drawn.size }));
    drawn.set(operation, ready);
    const input = ready.pop() ?? {};
    return isWritable(input) ? input : {};
  };
  const idAt = (pick: number): string => pool.ids[pick % pool.ids.length] ?? '';
  return dice.map(({ door, pick, cut, put }): Attempt => {
    const operation = operations[pick % operations.length] ?? 'GetHIT';
    if (door < 60) return api(local, operation, Buffer.from(write(inputFor(operation))));
    if (door < 75) {
      const body = Buffer.from(
        write(
          door < 68 ? inputFor(operation) : { ...plainHIT, Question: pool.documents[pick % pool.documents.length] },
        ),
      );
      const at = cut % (body.length + 1);
      return api(
        local,
        door < 68 ? operation : 'CreateHIT',
        Buffer.concat([body.subarray(0, at), put, body.subarray(at + (cut % 3))]),
      );
    }
    if (door < 88) {
      const verb = verbs[pick % verbs.length] ?? 'health';
      return control(verb, write(controlInput(idAt(cut), pick, inputFor(operation))));
    }
    const path = (paths[pick % paths.length] ?? '/').replaceAll('ID', () => encodeURIComponent(idAt(cut)));
    const fields = new URLSearchParams({
      assignmentId: idAt(cut + 1),
      token: String(pick),
      ['__proto__']: 'x',
      next: path,
      workerId: 'A9',
    });
    return {
      name: `site ${door % 2 === 0 ? 'GET' : 'POST'} ${path}`,
      send: async signal => {
        const init = door % 2 === 0 ? {} : { method: 'POST', body: fields };
        return answer(await fetch(`${local().workerSite}${path}`, { ...init, redirect: 'manual', signal }));
      },
    };
  });
}

/** Lists of lists of long documents can be longer than any text. */
function isWritable(input: object): boolean {
  try {
    return JSON.stringify(input).length < 64 * 1024 * 1024;
  } catch {
    return false;
  }
}

/** Nearly right for some verbs, and never so much that time itself runs out. */
function controlInput(id: string, pick: number, other: object): object {
  const candidates: readonly object[] = [
    { HITId: id, WorkerId: `A${pick % 50}` },
    { AssignmentId: id, WorkerId: `A${pick % 50}`, Answers: { colour: 'red', ['__proto__']: 'x' } },
    { advanceSeconds: pick % 1000 },
    { workers: 1 + (pick % 5), HITIds: [id], seconds: pick % 100 },
    { stop: pick % 50 },
    { after: pick % 100, limit: 1 + (pick % 100), acknowledge: pick % 30 },
    { name: 'layout', html: `<p>\${a}</p>`, HITLayoutId: id },
    { WorkerId: 'A1', record: { submitted: pick % 9 } },
    other,
  ];
  return candidates[pick % candidates.length] ?? {};
}

function api(local: () => SpawnedLocal, operation: OperationName, body: Buffer): Attempt {
  return {
    name: `${operation} ${body.toString('latin1').slice(0, 300)}`,
    send: signal => callRaw(local(), operation, body, { signal }),
  };
}

async function post({ controlUrl, controlToken }: SpawnedLocal, verb: string, body: string, signal: AbortSignal) {
  const headers = { authorization: `Bearer ${controlToken}` };
  return answer(await fetch(`${controlUrl}/${verb}`, { method: 'POST', body, signal, headers }));
}

async function answer(response: Response): Promise<{ readonly status: number; readonly text: string }> {
  return { status: response.status, text: await response.text() };
}
