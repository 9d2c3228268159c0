/**
 * The plan of a file of decisions: what each row would do now, and why a row does nothing. Pure: what is known of
 * the assignments is given.
 */

import { addCosts, assignmentFee, bonusCost, type Cost, cost, termsOf } from '../mturk/fees.ts';
import type { Assignment, HIT } from '../mturk/model.ts';
import { type Cents, cents } from '../mturk/money.ts';
import { mayApprove, mayReject } from '../mturk/rules.ts';
import { withoutTrailing } from '../mturk/trimming.ts';
import { type FeedbackFacts, type Filled, fill, quotesAnswers, type Template } from '../review/feedback.ts';
import type { Bonus, Decision, DecisionFile, Verdict } from './decisions.ts';
import type { Place, RowProblem } from './place.ts';

/** What is known of an assignment that a file names. */
export type State =
  | { readonly kind: 'known'; readonly assignment: Assignment; readonly hit: HIT }
  /** The service knows no such submitted assignment; its words. */
  | { readonly kind: 'unknown'; readonly words: string };

export interface Knowledge {
  /** The environment that the plan is for, and its endpoint. */
  readonly environment: string;
  readonly endpoint: string;
  readonly stateOf: (assignmentId: string) => State | undefined;
  /** The answer fields of an assignment by name; nothing where they were not read. */
  readonly answersOf?: (assignmentId: string) => ReadonlyMap<string, string> | undefined;
  /** How often the assignment has got this very bonus. */
  readonly bonusesPaid: (assignmentId: string, amount: Cents, reason: string) => number;
  /** The most that one bonus may be, in cents; nothing for no limit. */
  readonly largestBonus?: Cents | undefined;
}

interface Planned {
  readonly place: Place;
  readonly assignment: Assignment;
  readonly hit: HIT;
}

export type PlannedOperation =
  | (Planned & { readonly kind: 'approve'; readonly feedback?: string; readonly cost: Cost })
  | (Planned & { readonly kind: 'reject'; readonly reason: string; readonly cost: Cost })
  | (Planned & { readonly kind: 'bonus'; readonly amount: Cents; readonly reason: string; readonly cost: Cost });

/** Why a row does nothing. `settled` is as it should be; every other kind is for the user to look at. */
const leftKinds = ['settled', 'otherwise', 'unknown', 'elsewhere', 'duplicate', 'malformed'] as const;
type LeftKind = (typeof leftKinds)[number];

export interface LeftRow {
  readonly kind: LeftKind;
  readonly place: Place;
  /** The whole row; the place itself where that is of the file. */
  readonly row: Place;
  /** '' where the row names none. */
  readonly assignmentId: string;
  readonly hitId: string;
  /** A clause. */
  readonly words: string;
}

export interface DecisionPlan {
  readonly operations: readonly PlannedOperation[];
  readonly left: readonly LeftRow[];
  readonly undecided: number;
  /** Rows that decide nothing, of work that the file calls approved or rejected. */
  readonly decidedBefore: number;
  /** What all operations spend. */
  readonly spent: Cost;
}

/** Whether nothing of the file has to be left out: then it may be applied unchanged. */
export function isClean({ left }: DecisionPlan): boolean {
  return left.every(({ kind }) => kind === 'settled');
}

/** What of an assignment has to be known to plan for a file: its decisions that nothing in the file itself forbids. */
export function decisionsToLookUp(file: DecisionFile, here: Pick<Knowledge, 'environment' | 'endpoint'>): Decision[] {
  const repeated = repeatedIds(file.decisions);
  return file.decisions.filter(each => !repeated.has(each.assignmentId) && !elsewhereWords(each, here));
}

/** The decisions whose texts quote answers, which have to be read for them. */
export function decisionsThatQuote(decisions: readonly Decision[]): Decision[] {
  const quotes = (template: Template | undefined) => template !== undefined && quotesAnswers(template);
  return decisions.filter(({ verdict, bonus }) => quotes(verdict?.template) || quotes(bonus?.template));
}

/** Plans a file. Operations stand in the file's order, what decides on a work before its bonus. */
export function planDecisions(file: DecisionFile, knowledge: Knowledge): DecisionPlan {
  const repeated = repeatedIds(file.decisions);
  const operations: PlannedOperation[] = [];
  const left: LeftRow[] = file.problems.map(malformed);
  for (const decision of file.decisions) {
    const lines = repeated.get(decision.assignmentId);
    const elsewhere = elsewhereWords(decision, knowledge);
    const state = knowledge.stateOf(decision.assignmentId);
    const leave = (kind: LeftKind, words: string, place = decision.place) =>
      left.push({
        kind,
        place,
        row: decision.place,
        assignmentId: decision.assignmentId,
        hitId: decision.hitId,
        words,
      });
    if (elsewhere) leave('elsewhere', elsewhere);
    else if (lines) leave('duplicate', `lines ${lines.join(', ')} all decide on this assignment`);
    else if (!state) leave('unknown', 'it was not looked up');
    else if (state.kind === 'unknown') leave('unknown', state.words);
    else if (decision.workerId !== '' && decision.workerId !== state.assignment.workerId)
      leave(
        'unknown',
        `the file says that worker ${decision.workerId} did it, the service ${state.assignment.workerId}`,
      );
    else planKnown(decision, state, knowledge, operations, leave);
  }
  left.sort((one, other) => one.place.start - other.place.start);
  const { undecided, decidedBefore } = file;
  return { operations, left, undecided, decidedBefore, spent: addCosts(operations.map(operation => operation.cost)) };
}

type Leave = (kind: LeftKind, words: string, place?: Place) => void;

function planKnown(
  { place, verdict, bonus }: Decision,
  { assignment, hit }: Extract<State, { kind: 'known' }>,
  knowledge: Knowledge,
  operations: PlannedOperation[],
  leave: Leave,
): void {
  const about = { place, assignment, hit };
  if (verdict) {
    const allowed = verdict.kind === 'approve' ? mayApprove(assignment) : mayReject(assignment);
    if (allowed.allowed) planVerdict(verdict, about, knowledge, operations, leave);
    else if ((assignment.status === 'Approved') === (verdict.kind === 'approve')) leave('settled', allowed.rule);
    else leave('otherwise', `the file ${verdict.kind}s it, and ${allowed.rule}`);
  }
  if (bonus) planBonus(bonus, about, knowledge, operations, leave);
}

function planVerdict(
  { template, ...verdict }: Verdict,
  about: Planned,
  knowledge: Knowledge,
  operations: PlannedOperation[],
  leave: Leave,
): void {
  const words = worded(template, about, knowledge);
  if (words && !words.ok) leave('malformed', words.problem);
  else if (verdict.kind === 'reject')
    operations.push({ ...about, ...verdict, ...(words && { reason: words.text }), cost: cost(cents(0), cents(0)) });
  else {
    const { hit } = about;
    operations.push({
      ...about,
      ...verdict,
      ...(words && { feedback: words.text }),
      cost: cost(hit.reward, assignmentFee(termsOf(hit))),
    });
  }
}

/** What the worker of an assignment reads, where that depends on the worker. */
function worded(template: Template | undefined, about: Planned, { answersOf }: Knowledge): Filled | undefined {
  return template && fill(template, factsOf(about, answersOf?.(about.assignment.id)));
}

function factsOf({ assignment, hit }: Planned, answers: FeedbackFacts['answers']): FeedbackFacts {
  const { id, workerId, accepted, submitted } = assignment;
  return { worker: workerId, title: hit.title, hit: hit.id, assignment: id, spent: submitted - accepted, answers };
}

function planBonus(
  { amount, reason: said, template, place }: Bonus,
  about: Planned,
  knowledge: Knowledge,
  operations: PlannedOperation[],
  leave: Leave,
): void {
  const { bonusesPaid, largestBonus } = knowledge;
  const words = worded(template, about, knowledge);
  const reason = words?.ok ? words.text : said;
  if (words && !words.ok) leave('malformed', words.problem, place);
  else if (bonusesPaid(about.assignment.id, amount, reason) > 0)
    leave('settled', 'it has got this bonus, for this reason, already', place);
  else if (largestBonus !== undefined && amount > largestBonus)
    leave('malformed', 'the bonus is above the limit of the settings', place);
  else operations.push({ ...about, kind: 'bonus', amount, reason, cost: bonusCost(amount) });
}

function malformed({ message, row, ...place }: RowProblem): LeftRow {
  return { kind: 'malformed', place, row: row ?? place, assignmentId: '', hitId: '', words: message };
}

/** Ids on which more than one row decides, with the lines of those rows. */
function repeatedIds(decisions: readonly Decision[]): ReadonlyMap<string, readonly number[]> {
  const lines = new Map<string, number[]>();
  for (const { assignmentId, place } of decisions) {
    const known = lines.get(assignmentId);
    if (known) known.push(place.line);
    else lines.set(assignmentId, [place.line]);
  }
  for (const [id, { length }] of lines) if (length === 1) lines.delete(id);
  return lines;
}

/** Local is one service, whatever port it has got. */
function elsewhereWords(decision: Decision, here: Pick<Knowledge, 'environment' | 'endpoint'>): string | undefined {
  const environment = decision.environment.toLowerCase();
  if (environment !== '' && environment !== here.environment)
    return `the file says that it is in ${environment.toUpperCase()}, and this is ${here.environment.toUpperCase()}`;
  const known = decision.endpoint !== '' && here.environment !== 'local';
  if (known && bare(decision.endpoint) !== bare(here.endpoint))
    return `the file says that it is at ${decision.endpoint}, and this is ${here.endpoint}`;
  return undefined;
}

function bare(endpoint: string): string {
  return withoutTrailing(URL.canParse(endpoint) ? new URL(endpoint).href : endpoint, '/');
}
