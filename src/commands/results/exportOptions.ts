/** How results are exported: asked in one list, in which what was chosen last in this workspace is one key away. */
import * as v from 'valibot';
import { type ChosenColumn, factColumnNames } from '../../files/export/resultTable.ts';
import { type ResultFormat, resultFormats } from '../../files/export/writeResults.ts';
import { storageKeys } from '../../storageKeys.ts';
import type { Choice } from '../../ui/prompts.ts';
import type { Needs } from '../workbench.ts';

const chosenColumns: readonly ChosenColumn[] = [...factColumnNames, 'inputs', 'answers'];
/** What most do not want in a table. */
const seldom: ReadonlySet<ChosenColumn> = new Set([
  'HITGroupId',
  'Description',
  'Keywords',
  'MaxAssignments',
  'Expiration',
  'DataFile',
  'Profile',
  'Endpoint',
]);

const saved = v.object({
  format: v.picklist(resultFormats),
  columns: v.array(v.string()),
  pseudonyms: v.boolean(),
  onlyApproved: v.boolean(),
  notes: v.boolean(),
  utcForAutoApproved: v.boolean(),
});

export interface ExportOptions {
  readonly format: ResultFormat;
  readonly columns: readonly ChosenColumn[];
  readonly pseudonyms: boolean;
  readonly onlyApproved: boolean;
  /** In JSON lines; tables have columns for them. */
  readonly notes: boolean;
  readonly utcForAutoApproved: boolean;
}

const initial: ExportOptions = {
  format: 'amazon',
  columns: chosenColumns.filter(name => !seldom.has(name)),
  pseudonyms: false,
  onlyApproved: false,
  notes: true,
  utcForAutoApproved: true,
};

export const formatNames: Readonly<Record<ResultFormat, string>> = {
  amazon: 'Amazon’s results CSV',
  csv: 'CSV table',
  jsonl: 'JSON Lines',
  parquet: 'Parquet table',
};

const formatDetails: Readonly<Record<ResultFormat, string>> = {
  amazon: 'Exactly the layout of the requester site’s file, for scripts that read it',
  csv: 'One row an assignment, times in UTC, formulas guarded; for R, pandas and spreadsheets',
  jsonl: 'Everything the service has on each assignment and its HIT',
  parquet: 'A typed table for pandas, R, DuckDB and Spark',
};

/** What was chosen last in this workspace. */
export function lastOptions({ workspaceMemory }: Needs<'workspaceMemory'>): ExportOptions {
  const read = v.safeParse(saved, workspaceMemory.get(storageKeys.exportOptions));
  if (!read.success) return initial;
  return { ...read.output, columns: chosenColumns.filter(name => read.output.columns.includes(name)) };
}

type Step = 'export' | 'format' | 'columns' | 'pseudonyms' | 'approved' | 'notes' | 'dates';

/** Asks until the user exports or walks away. What was chosen is kept for the next time. */
export async function askOptions(
  workbench: Needs<'prompts' | 'workspaceMemory'>,
  title: string,
  count: string,
  fixed: Partial<ExportOptions> = {},
): Promise<ExportOptions | undefined> {
  let options: ExportOptions = { ...lastOptions(workbench), ...fixed };
  for (;;) {
    const step = await workbench.prompts.pick(title, 'Export, or change the options', stepsOf(options, count, fixed));
    switch (step) {
      case undefined:
        return undefined;
      case 'export':
        await workbench.workspaceMemory.update(storageKeys.exportOptions, options);
        return options;
      case 'format':
        options = { ...options, format: (await askFormat(workbench, title, options)) ?? options.format };
        break;
      case 'columns':
        options = { ...options, columns: (await askColumns(workbench, title, options)) ?? options.columns };
        break;
      case 'pseudonyms':
        options = { ...options, pseudonyms: !options.pseudonyms };
        break;
      case 'approved':
        options = { ...options, onlyApproved: !options.onlyApproved };
        break;
      case 'notes':
        options = { ...options, notes: !options.notes };
        break;
      case 'dates':
        options = { ...options, utcForAutoApproved: !options.utcForAutoApproved };
        break;
    }
  }
}

function stepsOf(options: ExportOptions, count: string, fixed: Partial<ExportOptions>): Choice<Step>[] {
  const { format, columns, pseudonyms, onlyApproved, notes, utcForAutoApproved } = options;
  const isTable = format === 'csv' || format === 'parquet';
  const steps: (Choice<Step> | false)[] = [
    {
      label: `Export as ${formatNames[format]}`,
      icon: 'export',
      description: count,
      detail: formatDetails[format],
      value: 'export',
    },
    fixed.format === undefined && { label: 'Format', description: formatNames[format], icon: 'file', value: 'format' },
    isTable && {
      label: 'Columns',
      description: `${columns.length} of ${chosenColumns.length}`,
      icon: 'list-selection',
      value: 'columns',
    },
    {
      label: 'Worker IDs',
      description: pseudonyms ? 'pseudonyms, the same in all your files' : 'as they are',
      icon: 'person',
      value: 'pseudonyms',
    },
    {
      label: 'Assignments',
      description: onlyApproved ? 'only approved ones' : 'submitted, approved and rejected ones',
      icon: 'check',
      value: 'approved',
    },
    format === 'jsonl' && {
      label: 'Notes and marks',
      description: notes ? 'included' : 'left out',
      icon: 'note',
      value: 'notes',
    },
    format === 'amazon' && {
      label: 'Approval times of auto-approved work',
      description: utcForAutoApproved ? 'in UTC, as Amazon wrote them' : 'in Pacific time, as all others',
      icon: 'clock',
      value: 'dates',
    },
  ];
  return steps.filter(step => step !== false);
}

async function askFormat({ prompts }: Needs<'prompts'>, title: string, { format }: ExportOptions) {
  const formats = [format, ...resultFormats.filter(each => each !== format)];
  return prompts.pick(
    title,
    'Which format?',
    formats.map(each => ({ label: formatNames[each], detail: formatDetails[each], value: each })),
  );
}

const columnLabels: Readonly<Partial<Record<ChosenColumn, string>>> = {
  inputs: 'All inputs (Input.*)',
  answers: 'All answers (Answer.*)',
};
const columnDetails: Readonly<Partial<Record<ChosenColumn, string>>> = {
  Bonus: 'Reads the bonuses of each HIT',
  BonusReason: 'Reads the bonuses of each HIT',
  DataFile: 'Your own files, by the mapping of Match Data Files',
  Note: 'Private notes, kept on this machine',
  Mark: 'Private marks, kept on this machine',
};

async function askColumns({ prompts }: Needs<'prompts'>, title: string, { columns }: ExportOptions) {
  return prompts.pickMany(
    title,
    'Which columns?',
    chosenColumns.map(name => ({
      label: columnLabels[name] ?? name,
      ...(columnDetails[name] === undefined ? {} : { description: columnDetails[name] }),
      picked: columns.includes(name),
      value: name,
    })),
  );
}
