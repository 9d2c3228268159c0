/** The operations that publish a definition, as plain values that a ledger can write down and a dry run can show. */
import { splitText } from '../mturk/sharedTexts.ts';
import { TimeSlices } from '../mturk/timeSlices.ts';
import { assignmentsPerHIT, type CreateHITInput, createHITInput, type QualificationIds } from './createHIT.ts';
import type { Row } from './dataTable.ts';
import { emptyRow } from './definitionQuestion.ts';
import type { LoadedDefinition } from './load.ts';

interface PublishHIT {
  readonly verb: 'createHIT';
  /** Without its Question where that is in `question`. */
  readonly input: CreateHITInput;
  readonly question?: (number | string)[];
  readonly of: { readonly row: number; readonly replica: number; readonly cells: string[] };
}

export interface Publication {
  /** Long texts that the questions have in common. */
  readonly texts: readonly string[];
  readonly operations: readonly PublishHIT[];
}

/** One HIT to publish. */
export interface Wanted {
  /** From 1. */
  readonly row: number;
  /** From 1: which HIT of the row. Numbers that were used before in the batch are not used again. */
  readonly replica: number;
  readonly maxAssignments: number;
}

/** All HITs of a definition: every row, and every part that `split` makes of it. */
export function allHITs(loaded: LoadedDefinition): Wanted[] {
  const parts = assignmentsPerHIT(loaded.definition);
  return Array.from({ length: loaded.rowCount }, (_, at) => at + 1).flatMap(row =>
    parts.map((maxAssignments, at) => ({ row, replica: at + 1, maxAssignments })),
  );
}

/**
 * The operations for some HITs of a batch, in slices. Rejects with RangeError where the definition has errors or a name is not
 * known, with LiquidProblem where a page can't be filled, and with the signal's reason.
 */
export async function publication(
  loaded: LoadedDefinition,
  batch: string,
  wanted: readonly Wanted[],
  ids: QualificationIds,
  signal?: AbortSignal,
): Promise<Publication> {
  const slices = new TimeSlices(signal);
  const { question, data } = loaded;
  const texts = question && question.kind !== 'layout' ? question.texts : [];
  const operations: PublishHIT[] = [];
  for (const { row, replica, maxAssignments } of wanted) {
    if (slices.over) await slices.rest();
    const { Question, ...input } = createHITInput(
      loaded,
      { row, maxAssignments, origin: { batch, row, replica } },
      ids,
    );
    operations.push({
      verb: 'createHIT',
      input: Question === undefined || texts.length > 0 ? input : { ...input, Question },
      ...(Question !== undefined && texts.length > 0 ? { question: [...splitText(Question, texts)] } : {}),
      of: { row, replica, cells: [...cellsOf(data?.row(row) ?? emptyRow)] },
    });
  }
  return { texts, operations };
}

/** Of a cell that is kept with the batch. */
const longestCell = 2_000;

function cellsOf({ cells }: Pick<Row, 'cells'>): string[] {
  return cells.map(cell => (cell.length > longestCell ? `${cell.slice(0, longestCell)}…` : cell));
}
