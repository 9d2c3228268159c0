/**
 * Simulated workers: they come at random, look for work, do it or give it back. Every step is in the service's own list of
 * what is due, so it happens at its time on a clock of either kind, and after a restart. Everything a worker does is drawn from
 * the seed, the worker's number and the number of the visit, so a run repeats.
 */
import { type Answer, encodeAnswers } from '../../mturk/answers.ts';
import type { Tx } from '../domain/tx.ts';
import { mayAccept } from '../eligibility.ts';
import { type Dice, diceFor } from '../random.ts';
import { RequestError } from '../serviceErrors.ts';
import { acceptable } from '../states/hit.ts';
import type { Simulation, SimulationCounts, SimulationStep } from '../storage/simulations.ts';
import type { HIT } from '../storage/tableRows.ts';
import { acceptHIT, existingHIT, returnAssignment, submitAssignment } from '../workerSteps.ts';
import { drawAnswers } from './simulatedAnswers.ts';

/** What a run is to be like. Rates are from 0 to 1. */
interface SimulationSettings {
  readonly seed: number;
  readonly workers: number;
  /** The pool that work is taken from; all open HITs without it. */
  readonly hitIds?: readonly string[];
  readonly hitTypeId?: string;
  /** All come at once without it. */
  readonly arrivalsPerMinute?: number;
  readonly hitsPerWorker: number;
  /** How long the work on a HIT takes, in seconds. */
  readonly seconds: { readonly min: number; readonly max: number };
  readonly returnRate: number;
  readonly abandonRate: number;
  readonly doubleSubmitRate: number;
  /** Answers to choose from, instead of those drawn from the question. */
  readonly answers?: readonly (readonly Answer[])[];
}

const nothingYet: SimulationCounts = {
  arrived: 0,
  accepted: 0,
  submitted: 0,
  returned: 0,
  abandoned: 0,
  submittedTwice: 0,
  refused: 0,
  foundNothing: 0,
};

/** Among so many of the oldest HITs that a worker may do, one is chosen; so many are looked at for them. */
const choiceOfHITs = 20;
const mostLookedAt = 2000;
/** Seconds between two HITs of a worker. */
const pause = { min: 1, max: 10 };

/** Starts a run; gives its number. Throws RequestError for a HIT that does not exist. */
export function startSimulation(tx: Tx, settings: SimulationSettings): number {
  for (const id of settings.hitIds ?? []) existingHIT(tx, id);
  const seq = tx.store.simulations.add(settings, tx.now, nothingYet);
  const first = diceFor(settings.seed, 'arrival', 0);
  scheduleVisit(tx, seq, 0, 0, tx.now + untilNextArrival(settings, first));
  return seq;
}

/** Ends a run where it is; work that has been taken is abandoned by its workers. Throws RequestError for an unknown run. */
export function stopSimulation(tx: Tx, seq: number): void {
  const simulation = tx.store.simulations.get<SimulationSettings>(seq);
  if (!simulation) throw new RequestError('InvalidParameterValue', `There is no run ${seq}.`);
  tx.store.simulations.dropSteps(seq);
  if (simulation.state === 'running') tx.store.simulations.save({ ...simulation, state: 'stopped' });
}

/** The worker's id in any run of this seed. */
function simulatedWorkerId(seed: number, worker: number): string {
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const dice = diceFor(seed, 'worker', worker);
  return `A${Array.from({ length: 13 }, () => letters.charAt(dice.integer(0, 35))).join('')}`;
}

/** Takes a step that is due. */
export function runStep(tx: Tx, stepSeq: number): void {
  const { simulations } = tx.store;
  const step = simulations.take(stepSeq);
  const simulation = step && simulations.get<SimulationSettings>(step.simulationSeq);
  if (!step || !simulation) throw new Error('a step of a simulation that is due is not there');
  const counts: Record<keyof SimulationCounts, number> = { ...simulation.counts };
  const run: Run = { tx, simulation, step, count: what => counts[what]++ };
  if (step.kind === 'visit') visit(run);
  else finish(run, step.kind);
  const state = simulations.hasSteps(simulation.seq) ? 'running' : 'done';
  simulations.save({ seq: simulation.seq, state, counts });
}

interface Run {
  readonly tx: Tx;
  readonly simulation: Simulation<SimulationSettings>;
  readonly step: SimulationStep;
  count(what: keyof SimulationCounts): void;
}

function visit(run: Run): void {
  const { tx, simulation, step, count } = run;
  const { settings } = simulation;
  if (step.round === 0) {
    count('arrived');
    const next = step.worker + 1;
    if (next < settings.workers)
      scheduleVisit(
        tx,
        simulation.seq,
        next,
        0,
        tx.now + untilNextArrival(settings, diceFor(settings.seed, 'arrival', next)),
      );
  }
  const workerId = simulatedWorkerId(settings.seed, step.worker);
  const dice = diceFor(settings.seed, 'visit', step.worker, step.round);
  const hit = chooseHIT(tx, settings, workerId, dice);
  if (!hit) {
    count('foundNothing');
    return;
  }
  const { id: assignmentId } = acceptHIT(tx, workerId, hit.id);
  count('accepted');
  const fate = dice.share();
  const duration = between(dice, settings.seconds);
  if (fate < settings.abandonRate) {
    // Whoever walks away does nothing more: the deadline passes by itself.
    count('abandoned');
    visitAgain(run, duration);
    return;
  }
  const returns = fate < settings.abandonRate + settings.returnRate;
  tx.store.simulations.schedule({
    simulationSeq: simulation.seq,
    at: tx.now + Math.round(duration * (returns ? dice.share() : 1)),
    kind: returns ? 'return' : 'submit',
    worker: step.worker,
    round: step.round,
    work: { assignmentId, hitSeq: hit.seq },
  });
}

function finish(run: Run, kind: 'submit' | 'return'): void {
  const { tx, simulation, step, count } = run;
  const { settings } = simulation;
  const { work, worker, round } = step;
  const hit = work && tx.store.hits.bySeq(work.hitSeq);
  if (!work || !hit) throw new Error('a simulated worker has lost the work');
  const workerId = simulatedWorkerId(settings.seed, worker);
  const dice = diceFor(settings.seed, 'finish', worker, round);
  if (kind === 'return')
    count(allowed(() => returnAssignment(tx, workerId, work.assignmentId)) ? 'returned' : 'refused');
  else {
    const answers = settings.answers ? dice.pick(settings.answers) : answersTo(tx, hit, dice);
    const submit = (): void => submitAssignment(tx, workerId, work.assignmentId, encodeAnswers(answers));
    const submitted = allowed(submit);
    count(submitted ? 'submitted' : 'refused');
    if (submitted && dice.happens(settings.doubleSubmitRate)) {
      count('submittedTwice');
      if (allowed(submit)) throw new Error('an assignment was submitted twice');
    }
  }
  visitAgain(run, 0);
}

function visitAgain({ tx, simulation: { seq, settings }, step: { worker, round } }: Run, delay: number): void {
  if (round + 1 >= settings.hitsPerWorker) return;
  const dice = diceFor(settings.seed, 'pause', worker, round);
  scheduleVisit(tx, seq, worker, round + 1, tx.now + delay + between(dice, pause));
}

function scheduleVisit(tx: Tx, simulationSeq: number, worker: number, round: number, at: number): void {
  tx.store.simulations.schedule({ simulationSeq, at: Math.round(at), kind: 'visit', worker, round, work: undefined });
}

/** ms */
function untilNextArrival({ arrivalsPerMinute }: SimulationSettings, dice: Dice): number {
  return arrivalsPerMinute === undefined ? 0 : dice.wait(60_000 / arrivalsPerMinute);
}

/** ms */
function between(dice: Dice, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.round((min + dice.share() * (max - min)) * 1000);
}

/** One of the oldest HITs that the worker may accept. */
function chooseHIT(tx: Tx, settings: SimulationSettings, workerId: string, dice: Dice): HIT | undefined {
  const found: HIT[] = [];
  let lookedAt = 0;
  for (const hit of pool(tx, settings)) {
    if (++lookedAt > mostLookedAt || found.length >= choiceOfHITs) break;
    if (settings.hitTypeId !== undefined && hit.type.id !== settings.hitTypeId) continue;
    if (acceptable(hit) === 0 || tx.store.assignments.held(hit.seq, workerId)) continue;
    if (mayAccept(tx, workerId, hit).accept) found.push(hit);
  }
  return found.length > 0 ? dice.pick(found) : undefined;
}

function* pool(tx: Tx, { hitIds }: SimulationSettings): Iterable<HIT> {
  if (!hitIds) {
    yield* tx.store.hits.open();
    return;
  }
  for (const id of hitIds) {
    const hit = tx.store.hits.get(id);
    if (hit) yield hit;
  }
}

function answersTo(tx: Tx, hit: HIT, dice: Dice): Answer[] {
  try {
    return drawAnswers(tx.store.hits.get(hit.id)?.question ?? '', dice);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new Error(`No answers could be drawn for HIT ${hit.id}: ${words}.`, { cause: error });
  }
}

/** Whether a step of work was allowed; nothing of a refused one stays. */
function allowed(step: () => void): boolean {
  try {
    step();
    return true;
  } catch (error) {
    if (error instanceof RequestError) return false;
    throw error;
  }
}
