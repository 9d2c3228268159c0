/** The work of one row in a trial: its HITs are made, workers accept them, fill in what the page asks for, and submit. */
import { type CreateHITInput, createHITInput, type QualificationIds } from '../definitions/createHIT.ts';
import type { LoadedDefinition } from '../definitions/load.ts';
import type { HIT } from '../mturk/model.ts';
import { decodeRow } from '../review/decode.ts';
import { inputsOf } from './previewHIT.ts';
import { callTrial, controlTrial, Refused, type TrialService } from './trialCalls.ts';
import { decisionRow, type TrialRules, type TrialWork } from './trialDecisions.ts';
import { trialAssignments, trialHIT } from './trialRecords.ts';
import type { TrialFailure } from './trialResult.ts';
import { qualifiedWorker, trialWorkerId } from './trialWorkers.ts';

interface TrialSettings {
  readonly service: TrialService;
  readonly seed: number;
  /** Workers of one HIT, at most. */
  readonly workers: number;
}

interface RowOutcome {
  readonly work: readonly TrialWork[];
  readonly hits: number;
  readonly failures: readonly TrialFailure[];
  /** The question is a page elsewhere, which nobody filled in. */
  readonly elsewhere: boolean;
}

/** HITs of one row, of those that `split` makes of it. */
const mostHITs = 3;
/** Seconds that a worker takes, where the definition leaves as many. */
const usualSeconds = 45;

type Answers = Readonly<Record<string, string>>;
type Known = TrialWork['known'];

/** Rejects with the network's words only: what the service refuses is a failure. */
export async function workOnRow(
  loaded: LoadedDefinition,
  row: number,
  parts: readonly number[],
  ids: QualificationIds,
  rules: TrialRules | undefined,
  settings: TrialSettings,
): Promise<RowOutcome> {
  const failures: TrialFailure[] = [];
  const work: TrialWork[] = [];
  let elsewhere = false;
  let hits = 0;
  const at = { row };
  try {
    for (const maxAssignments of parts.slice(0, mostHITs)) {
      const input = createHITInput(loaded, { row, maxAssignments }, ids);
      const hit = await publish(settings.service, input);
      hits += 1;
      const count = Math.min(maxAssignments, settings.workers);
      const each = await doHIT(hit, input, count, undefined, loaded, row, rules, settings);
      elsewhere ||= each.elsewhere;
      failures.push(...each.failures);
      work.push(...each.work);
    }
    if (rules?.usesGold && rules.gold)
      for (const known of ['right', 'wrong'] as const) {
        const [maxAssignments = 1] = parts;
        const input = createHITInput(loaded, { row, maxAssignments }, ids);
        const hit = await publish(settings.service, input);
        const each = await doHIT(hit, input, 1, known, loaded, row, rules, settings);
        if (each.work.length > 0) hits += 1;
        failures.push(...each.failures);
        work.push(...each.work);
      }
  } catch (error) {
    if (!(error instanceof Refused || error instanceof RangeError)) throw error;
    failures.push({ check: 'publish', message: `The HIT was refused: ${error.message}`, ...at });
  }
  return { work, hits, failures, elsewhere };
}

async function publish(service: TrialService, input: CreateHITInput): Promise<HIT> {
  return trialHIT((await callTrial(service, 'CreateHIT', input)).HIT);
}

async function doHIT(
  hit: HIT,
  input: CreateHITInput,
  count: number,
  known: Known,
  loaded: LoadedDefinition,
  row: number,
  rules: TrialRules | undefined,
  { service, seed }: TrialSettings,
): Promise<Omit<RowOutcome, 'hits'>> {
  const failures: TrialFailure[] = [];
  const inputs = inputsOf(loaded, row);
  const accepted: { readonly worker: string; readonly assignmentId: string }[] = [];
  for (let number = 0; number < count; number += 1) {
    const offset = known === undefined ? 0 : known === 'right' ? 1001 : 1002;
    const worker = trialWorkerId(seed, offset + number);
    await controlTrial(service, 'worker', qualifiedWorker(worker, input.QualificationRequirements));
    try {
      const { AssignmentId } = await controlTrial(service, 'accept', { WorkerId: worker, HITId: hit.id });
      accepted.push({ worker, assignmentId: String(AssignmentId) });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      failures.push({ check: 'submit', message: `A worker couldn’t accept the HIT: ${error.message}`, row });
    }
  }
  await controlTrial(service, 'clock', {
    advanceSeconds: Math.min(usualSeconds, Math.floor(hit.assignmentDuration * 0.8)),
  });
  let elsewhere = false;
  let given = 0;
  for (const [index, { worker, assignmentId }] of accepted.entries()) {
    try {
      const draw = { HITId: hit.id, seed: seed * 10_007 + row * 101 + index };
      const { AnswerXML, kind } = await controlTrial(service, 'draw', draw);
      elsewhere ||= kind === 'external';
      const answer = known
        ? knownAnswers(String(AnswerXML), known, { row, hit, assignmentId, worker, inputs }, rules)
        : { AnswerXML };
      if (!answer) await controlTrial(service, 'return', { AssignmentId: assignmentId, WorkerId: worker });
      else {
        await controlTrial(service, 'submit', { AssignmentId: assignmentId, WorkerId: worker, ...answer });
        given += 1;
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      failures.push({ check: 'submit', message: `A worker couldn’t submit: ${error.message}`, row });
    }
  }
  const listed =
    given > 0
      ? trialAssignments(await callTrial(service, 'ListAssignmentsForHIT', { HITId: hit.id, MaxResults: 100 }))
      : [];
  const work = listed.map((assignment): TrialWork => ({ row, hit, assignment, inputs, ...(known ? { known } : {}) }));
  return { work, failures, elsewhere };
}

interface Held {
  readonly row: number;
  readonly hit: HIT;
  readonly assignmentId: string;
  readonly worker: string;
  readonly inputs: TrialWork['inputs'];
}

/** Answers with the known ones in their places, or with others in each; undefined where no answer of the row is known. */
function knownAnswers(
  xml: string,
  known: 'right' | 'wrong',
  { row, hit, assignmentId, worker, inputs }: Held,
  rules: TrialRules | undefined,
): { readonly Answers: Answers } | undefined {
  const assignment = {
    id: assignmentId,
    hitId: hit.id,
    workerId: worker,
    status: 'Submitted',
    accepted: hit.created,
    submitted: hit.created,
    autoApproves: hit.created,
    answer: xml,
  } as const;
  const gold = rules?.gold?.of(decisionRow({ row, hit, assignment, inputs }));
  if (!gold || gold.size === 0) return undefined;
  const drawn = decodeRow(xml, '|');
  const wrong = (value: string): string =>
    /^-?\d+(?:\.\d+)?$/.test(value) ? String(Number(value) + 1) : `not ${value}`;
  return {
    Answers: {
      ...Object.fromEntries(drawn.ok ? drawn.fields : []),
      ...Object.fromEntries([...gold].map(([name, value]) => [name, known === 'right' ? value : wrong(value)])),
    },
  };
}
