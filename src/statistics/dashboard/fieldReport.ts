/** How far workers agree in a field, and whom the answers make reliable. */
import { percentText } from '../../mturk/percentText.ts';
import { counted } from '../../mturk/plurals.ts';
import type { ReviewTable } from '../../review/table.ts';
import { type Coefficient, undefinedReasons } from '../agreement/coefficient.ts';
import { cohenKappa, contingencyOf } from '../agreement/cohen.ts';
import { type Answer, type Consensus, dawidSkeneSteps } from '../agreement/dawidSkene.ts';
import { fleissKappa, fleissKappaWithMissing } from '../agreement/fleiss.ts';
import { krippendorffAlpha } from '../agreement/krippendorff.ts';
import { meanPairAgreement } from '../agreement/percent.ts';
import { searchTerm, type TableSpec } from './chartSpec.ts';

/** Dawid–Skene keeps a table of labels by labels for each worker: a field of free text has no use for it. */
const mostLabels = 50;
const mostCells = 20_000_000;
/** Below that, a worker’s reliability says little. */
const fewAnswers = 5;
const mostRows = 1_000;

interface FieldReport {
  readonly agreement: TableSpec;
  readonly labels?: TableSpec;
  readonly workers?: TableSpec;
}

/**
 * Rejected work is left out, and so are assignments without an answer; both are counted. `rest` is awaited between steps, so that
 * others have their turn; nothing comes once it says that nobody wants the report any more.
 */
export async function fieldReport(
  table: ReviewTable,
  field: string,
  rest: () => Promise<boolean> = async () => true,
): Promise<FieldReport | undefined> {
  const { answers, units, rejected, missing } = answersOf(table, field);
  const codes = units.filter(unit => unit.length > 0);
  const fleiss = fleissKappa(codes);
  const kappa: readonly [string, Coefficient] =
    !fleiss.defined && fleiss.reason === 'unequalCounts'
      ? ['Fleiss’ κ, unequal numbers of answers', fleissKappaWithMissing(codes)]
      : ['Fleiss’ κ', fleiss];
  const two = cohenOf(answers);
  const rows: (readonly [string, Coefficient])[] = [
    ['Agreement: equal pairs, mean over HITs', meanPairAgreement(codes)],
    ...(two ? [['Cohen’s κ of the two workers', two] as const] : []),
    kappa,
    ['Krippendorff’s α', krippendorffAlpha(codes)],
  ];
  const name = field === '' ? '(unnamed)' : field;
  const left = [
    ...(rejected > 0 ? [`${rejected.toLocaleString('en')} rejected`] : []),
    ...(missing > 0 ? [`${missing.toLocaleString('en')} without an answer`] : []),
  ];
  const agreement: TableSpec = {
    id: 'agreement',
    title: `Agreement: ${name}`,
    caption: `${counted(answers.length, 'answer')} for ${counted(codes.length, 'HIT')}${left.length > 0 ? `; left out: ${left.join(', ')}` : ''}. Where nearly all answers are the same, κ and α are low even if workers agree.`,
    columns: ['Coefficient', 'Value'],
    rows: rows.map(([label, value]) => [label, coefficientText(value, label.startsWith('Agreement'))]),
  };
  const labels = new Set(answers.map(({ label }) => label)).size;
  const workers = new Set(answers.map(({ worker }) => worker)).size;
  if (labels < 2 || labels > mostLabels || workers * labels * labels > mostCells) return { agreement };
  const steps = dawidSkeneSteps(answers);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { agreement, ...consensusTables(value, table, field) };
    if (!(await rest())) return undefined;
  }
}

function coefficientText(value: Coefficient, isShare: boolean): string {
  if (!value.defined) return `undefined: ${undefinedReasons[value.reason]}`;
  return isShare ? percentText(value.value) : value.value.toFixed(3);
}

function answersOf(table: ReviewTable, field: string) {
  const column = table.fields.get(field);
  const there = table.all();
  const units: number[][] = table.hitIds.texts.map(() => []);
  const answers: Answer<number>[] = [];
  let [rejected, missing] = [0, 0];
  for (let row = 0; row < table.size; row += 1) {
    if (there[row] === 0) continue;
    const code = column?.code(row) ?? -1;
    if (table.status(row) === 'Rejected') rejected += 1;
    else if (code === -1 || column?.texts[code] === '') missing += 1;
    else {
      units[table.hitIds.code(row)]?.push(code);
      answers.push({ item: table.hitIds.text(row), worker: table.workers.text(row), label: code });
    }
  }
  return { answers, units, rejected, missing };
}

/** Of exactly two workers; a worker who answered a HIT twice counts by the last answer. */
function cohenOf(answers: readonly Answer<number>[]): Coefficient | undefined {
  const workers = new Set<string>();
  for (const { worker } of answers) {
    workers.add(worker);
    if (workers.size > 2) return undefined;
  }
  if (workers.size < 2) return undefined;
  const [one] = workers;
  const ratings = new Map<string, [number | undefined, number | undefined]>();
  for (const { item, worker, label } of answers) {
    const pair = ratings.get(item) ?? [undefined, undefined];
    pair[worker === one ? 0 : 1] = label;
    ratings.set(item, pair);
  }
  const both = [...ratings.values()].filter(([a, b]) => a !== undefined && b !== undefined);
  const categories = [...new Set(answers.map(({ label }) => label))];
  return cohenKappa(contingencyOf(both, 0, 1, categories));
}

function consensusTables(
  { labels, items, workers, iterations, converged }: Consensus<number>,
  table: ReviewTable,
  field: string,
): Pick<FieldReport, 'labels' | 'workers'> {
  const column = table.fields.get(field);
  const textOf = (label: number | undefined) => column?.texts[label ?? -1] ?? '';
  const how = `Dawid–Skene, ${converged ? 'converged' : 'not converged'} after ${counted(iterations, 'iteration')}`;
  const likely = [...items].map(([hitId, shares]) => {
    const best = shares.reduce((top, share, place) => (share > (shares[top] ?? 0) ? place : top), 0);
    return { hitId, text: textOf(labels[best]), share: shares[best] ?? 0 };
  });
  // Those that are worth a look first.
  likely.sort((one, other) => one.share - other.share);
  const sorted = workers.toSorted((one, other) => one.reliability - other.reliability);
  return {
    labels: {
      id: 'labels',
      title: 'Likely answers',
      caption: `${how}. The least certain first${likely.length > mostRows ? `, ${mostRows} of ${likely.length.toLocaleString('en')}` : ''}.`,
      columns: ['HIT ID', 'Likely answer', 'Probability'],
      rows: likely.slice(0, mostRows).map(({ hitId, text, share }) => [hitId, text, share.toFixed(4)]),
      filters: likely.slice(0, mostRows).map(({ hitId }) => searchTerm('HIT ID', '=', hitId)),
    },
    workers: {
      id: 'reliability',
      title: 'Reliability of workers',
      caption: `The chance that a worker gives the likely answer. ${how}. The least reliable first.`,
      columns: ['Worker ID', 'Reliability', 'Answers'],
      rows: sorted
        .slice(0, mostRows)
        .map(({ worker, reliability, answers }) => [
          worker,
          answers < fewAnswers ? `${reliability.toFixed(3)}, too few answers to tell` : reliability.toFixed(3),
          String(answers),
        ]),
      filters: sorted.slice(0, mostRows).map(({ worker }) => searchTerm('Worker', '=', worker)),
    },
  };
}
