/** What the plan of a decision file shows and what may be said between its two sides. */
import { type Ref, refIn } from '../../refs.ts';
import { command, isRecord, nothing, notification, type Reader } from '../contract.ts';

/** In the order of the page: what would be done, what must be looked at, what needs nothing. */
export const groupKinds = [
  'approve',
  'reject',
  'bonus',
  'malformed',
  'duplicate',
  'unknown',
  'elsewhere',
  'otherwise',
  'settled',
] as const;
export type GroupKind = (typeof groupKinds)[number];

export interface PlanRow {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** '' where the row names none. */
  readonly assignmentId: string;
  /** '' where it is not known: then there is nothing to open. */
  readonly hitId: string;
  readonly workerId: string;
  /** What the worker will read, or why the row does nothing. */
  readonly words: string;
  readonly money: string;
}

export interface PlanGroup {
  readonly kind: GroupKind;
  readonly count: number;
  /** "$24.00 and $4.80 fees"; '' where nothing is spent. */
  readonly money: string;
  /** The first of them. */
  readonly rows: readonly PlanRow[];
}

export interface PlanView {
  readonly groups: readonly PlanGroup[];
  readonly undecided: number;
  /** Rows that decide nothing, of work that the file calls approved or rejected. */
  readonly decidedBefore: number;
  /** "$58.20 and $11.64 fees: $69.84" */
  readonly total: string;
  readonly operations: number;
  /** How many rows would have to be left out. */
  readonly leftOut: number;
}

export type PlanState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'planned'; readonly plan: PlanView };

export interface PlanViewModel {
  readonly uri: string;
  /** The file's name. */
  readonly file: string;
  readonly profile: { readonly name: string; readonly environment: string; readonly realMoney: boolean };
  readonly state: PlanState;
}

const readApply: Reader<{ leaveOut: boolean }> = value =>
  isRecord(value) && typeof value.leaveOut === 'boolean' ? { leaveOut: value.leaveOut } : undefined;

const readPlace: Reader<{ line: number; column: number }> = value =>
  isRecord(value) && isCount(value.line) && isCount(value.column)
    ? { line: value.line, column: value.column }
    : undefined;

const readAssignment: Reader<Ref<'assignment'>> = value => refIn(value, 'assignment');

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

export const planContract = {
  requests: {},
  commands: {
    apply: command(readApply),
    review: command(nothing),
    openRow: command(readPlace),
    openAssignment: command(readAssignment),
  },
  notifications: { model: notification<PlanViewModel>() },
};

export type PlanContract = typeof planContract;

/** What a page keeps over a reload: which file it is about, never data. */
export const readIdentity: Reader<{ uri: string }> = value =>
  isRecord(value) && typeof value.uri === 'string' ? { uri: value.uri } : undefined;
