/**
 * Amazon’s batch results CSV, byte for byte as the requester site gave it: every cell in quotation marks, CR LF between rows and
 * none after the last, and data rows that end before the two review columns of the header.
 */
import { answerText, decodeAnswers, type NamedText } from '../../mturk/answers.ts';
import { knowsReward } from '../../mturk/model.ts';
import { formatAmount } from '../../mturk/money.ts';
import { amazonTime, amazonUtcTime } from '../../mturk/pacific.ts';
import { guardCell } from '../../mturk/spreadsheet.ts';
import { rateText, type WorkerRates } from '../../statistics/workerRates.ts';
import { autoApproved, knownWorkSeconds, type Result } from './result.ts';

/** The columns that every results file begins with. */
export const amazonColumns = [
  'HITId',
  'HITTypeId',
  'Title',
  'Description',
  'Keywords',
  'Reward',
  'CreationTime',
  'MaxAssignments',
  'RequesterAnnotation',
  'AssignmentDurationInSeconds',
  'AutoApprovalDelayInSeconds',
  'Expiration',
  'NumberOfSimilarHITs',
  'LifetimeInSeconds',
  'AssignmentId',
  'WorkerId',
  'AssignmentStatus',
  'AcceptTime',
  'SubmitTime',
  'AutoApprovalTime',
  'ApprovalTime',
  'RejectionTime',
  'RequesterFeedback',
  'WorkTimeInSeconds',
  'LifetimeApprovalRate',
  'Last30DaysApprovalRate',
  'Last7DaysApprovalRate',
] as const;
type AmazonColumn = (typeof amazonColumns)[number];

/** The columns that a requester fills in; no data row has their cells. */
export const reviewColumns = ['Approve', 'Reject'] as const;

export const rowBreak = '\r\n';

export interface AmazonLayout {
  /** Without `Input.`, in the order of the data file. */
  readonly inputs: readonly string[];
  /** Without `Answer.`, by code point. */
  readonly answers: readonly string[];
}

export interface AmazonOptions {
  /** Amazon had another form of date for the approval of work that approved itself; some scripts choke on it. */
  readonly utcForAutoApproved: boolean;
  /** Puts an apostrophe in front of what a spreadsheet could run. The layout is no longer Amazon’s then. */
  readonly guard: boolean;
}

/** The layout of a file for these names. */
export function amazonLayout(inputs: readonly string[], answers: readonly string[]): AmazonLayout {
  return { inputs, answers: [...answers].sort(byCodePoint) };
}

/** The first row, without a line break. */
export function amazonHeader({ inputs, answers }: AmazonLayout, guard = false): string {
  return quoted(
    [
      ...amazonColumns,
      ...inputs.map(name => `Input.${name}`),
      ...answers.map(name => `Answer.${name}`),
      ...reviewColumns,
    ],
    guard,
  );
}

/** A data row, without a line break. */
export function amazonRow(
  result: Result,
  rates: WorkerRates,
  { inputs, answers }: AmazonLayout,
  { utcForAutoApproved, guard }: AmazonOptions,
): string {
  const facts = factsOf(result, rates, utcForAutoApproved);
  const saved = savedCells(result, utcForAutoApproved);
  const input = reader(result.inputs);
  const answer = reader(amazonAnswers(result.assignment.answer));
  return quoted(
    [
      ...amazonColumns.map(name => saved(name) ?? facts[name]),
      ...inputs.map(name => saved(`Input.${name}`) ?? input(name)),
      ...answers.map(name => saved(`Answer.${name}`) ?? answer(name)),
    ],
    guard,
  );
}

/** Cells of the file that the work was imported from, as long as its state is what the file showed. */
function savedCells({ saved, assignment }: Result, utcForAutoApproved: boolean): (name: string) => string | undefined {
  if (saved?.status !== assignment.status) return () => undefined;
  const { cells } = saved;
  return name =>
    Object.hasOwn(cells, name) && (utcForAutoApproved || name !== 'ApprovalTime') ? cells[name] : undefined;
}

function factsOf(
  { hit, assignment }: Result,
  rates: WorkerRates,
  utcForAutoApproved: boolean,
): Record<AmazonColumn, string> {
  const { status, approved, rejected, feedback } = assignment;
  const approvalForm = utcForAutoApproved && autoApproved(assignment) ? amazonUtcTime : amazonTime;
  return {
    HITId: hit.id,
    HITTypeId: hit.typeId,
    Title: hit.title,
    Description: hit.description,
    Keywords: hit.keywords,
    Reward: knowsReward(hit) ? `$${formatAmount(hit.reward)}` : '',
    CreationTime: amazonTime(hit.created),
    MaxAssignments: String(hit.maxAssignments),
    RequesterAnnotation: hit.annotation,
    AssignmentDurationInSeconds: String(hit.assignmentDuration),
    AutoApprovalDelayInSeconds: String(hit.autoApprovalDelay),
    Expiration: amazonTime(hit.expires),
    NumberOfSimilarHITs: '',
    LifetimeInSeconds: '',
    AssignmentId: assignment.id,
    WorkerId: assignment.workerId,
    AssignmentStatus: status,
    AcceptTime: amazonTime(assignment.accepted),
    SubmitTime: amazonTime(assignment.submitted),
    AutoApprovalTime: amazonTime(assignment.autoApproves),
    // Never both: after a reversed rejection the service keeps the time of the rejection.
    ApprovalTime: status === 'Approved' && approved !== undefined ? approvalForm(approved) : '',
    RejectionTime: status === 'Rejected' && rejected !== undefined ? amazonTime(rejected) : '',
    RequesterFeedback: status === 'Rejected' ? (feedback ?? '') : '',
    WorkTimeInSeconds: String(knownWorkSeconds(assignment) ?? ''),
    LifetimeApprovalRate: rateText(rates.lifetime),
    Last30DaysApprovalRate: rateText(rates.last30Days),
    Last7DaysApprovalRate: rateText(rates.last7Days),
  };
}

/**
 * The answers as Amazon’s columns have them: a name that was sent several times has all its values in one cell with `|` between
 * them; the JSON of a crowd-form stays one answer. What can’t be decoded is one answer, `raw`. Never throws.
 */
export function amazonAnswers(xml: string): NamedText[] {
  const decoded = decodeAnswers(xml);
  if (!decoded.ok) return [{ name: 'raw', text: decoded.raw }];
  const texts = new Map<string, string>();
  for (const { question, value } of decoded.answers) {
    const text =
      value.kind === 'selection'
        ? [...value.selected, ...(value.other === undefined ? [] : [value.other])].join('|')
        : value.kind === 'upload'
          ? value.key
          : answerText(value, '|');
    const before = texts.get(question);
    texts.set(question, before === undefined ? text : `${before}|${text}`);
  }
  return [...texts].map(([name, text]) => ({ name, text }));
}

function reader(all: readonly NamedText[]): (name: string) => string {
  const texts = new Map(all.map(({ name, text }) => [name, text]));
  return name => texts.get(name) ?? '';
}

/** How many cells of a row a spreadsheet could run. */
export function formulasIn(result: Result): number {
  const texts = [
    result.hit.title,
    result.hit.description,
    result.hit.keywords,
    result.hit.annotation,
    result.assignment.feedback ?? '',
    ...result.inputs.flatMap(({ name, text }) => [name, text]),
    ...amazonAnswers(result.assignment.answer).flatMap(({ name, text }) => [`Answer.${name}`, text]),
  ];
  let count = 0;
  for (const text of texts) if (guardCell(text) !== text) count += 1;
  return count;
}

function quoted(cells: readonly string[], guard: boolean): string {
  const written = cells.map(cell => `"${(guard ? guardCell(cell) : cell).replaceAll('"', '""')}"`);
  return written.join(',');
}

/** Amazon’s order of answers: `c10` before `c2`, and characters beyond the first plane last. */
export function byCodePoint(one: string, other: string): number {
  const [left, right] = [[...one], [...other]];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
