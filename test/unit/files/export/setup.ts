/** Amazon-shaped results for tests: read from a file by a reader that knows nothing of the writer. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { Collection, type CollectionOptions } from '../../../../src/files/export/collection.ts';
import { factColumnNames } from '../../../../src/files/export/resultTable.ts';
import { type WriteOptions, writeResults } from '../../../../src/files/export/writeResults.ts';
import { type Answer, encodeAnswers, type NamedText } from '../../../../src/mturk/answers.ts';
import type { AnsweredAssignment, AssignmentStatus, HIT } from '../../../../src/mturk/model.ts';
import { parseAmount } from '../../../../src/mturk/money.ts';
import { readAmazonTime } from '../../../../src/mturk/pacific.ts';
import { hitOf, origin } from '../../../support/decisions.ts';

export const amazonFile = 'test/fixtures/results/Batch_1234567_batch_results.csv';
/** When that file was downloaded. */
export const downloaded = Date.UTC(2024, 2, 18);

interface ReadWork {
  readonly hits: readonly HIT[];
  readonly assignments: readonly AnsweredAssignment[];
  readonly inputs: ReadonlyMap<string, readonly NamedText[]>;
}

/** What a file of Amazon’s says. */
export function readAmazonFile(file = amazonFile): ReadWork {
  const [header = [], ...records]: string[][] = parse(readFileSync(file, 'utf8'), {
    relax_column_count: true,
    bom: true,
  });
  const hits = new Map<string, HIT>();
  const inputs = new Map<string, readonly NamedText[]>();
  const assignments = records.map((cells): AnsweredAssignment => {
    const text = (name: string) => cells[header.indexOf(name)] ?? '';
    const named = (prefix: string) =>
      header.flatMap((name, place) =>
        name.startsWith(prefix) ? [{ name: name.slice(prefix.length), text: cells[place] ?? '' }] : [],
      );
    const time = (name: string) => readAmazonTime(text(name));
    const [approved, rejected] = [time('ApprovalTime'), time('RejectionTime')];
    hits.set(
      text('HITId'),
      hitOf(text('HITId'), {
        typeId: text('HITTypeId'),
        title: text('Title'),
        description: text('Description'),
        keywords: text('Keywords'),
        annotation: text('RequesterAnnotation'),
        reward: parseAmount(text('Reward').replace('$', '')) ?? (0 as never),
        created: time('CreationTime') ?? 0,
        expires: time('Expiration') ?? 0,
        maxAssignments: Number(text('MaxAssignments')),
        assignmentDuration: Number(text('AssignmentDurationInSeconds')),
        autoApprovalDelay: Number(text('AutoApprovalDelayInSeconds')),
      }),
    );
    inputs.set(text('HITId'), named('Input.'));
    const answers = named('Answer.').flatMap(({ name, text: value }): Answer[] =>
      value === '' ? [] : value.split('|').map(each => ({ question: name, value: { kind: 'text', text: each } })),
    );
    return {
      id: text('AssignmentId'),
      hitId: text('HITId'),
      workerId: text('WorkerId'),
      status: text('AssignmentStatus') as AssignmentStatus,
      accepted: time('AcceptTime') ?? 0,
      submitted: time('SubmitTime') ?? 0,
      autoApproves: time('AutoApprovalTime') ?? 0,
      ...(approved === undefined ? {} : { approved }),
      ...(rejected === undefined ? {} : { rejected }),
      ...(text('RequesterFeedback') === '' ? {} : { feedback: text('RequesterFeedback') }),
      answer: encodeAnswers(answers),
    };
  });
  return { hits: [...hits.values()], assignments, inputs };
}

/** Collects work as it is listed: the newest HIT first, assignments by time of submission. */
export async function collected(work: ReadWork, options: Partial<CollectionOptions> = {}): Promise<Collection> {
  const collection = await Collection.open({
    now: downloaded,
    names: 'amazon',
    onlyApproved: false,
    inputs: hit => work.inputs.get(hit.id) ?? [],
    ...options,
  });
  collection.addHITs(work.hits.toReversed());
  for (const hit of work.hits)
    collection.add(
      hit.id,
      work.assignments
        .filter(({ hitId }) => hitId === hit.id)
        .sort((a, b) => a.submitted - b.submitted)
        .map(assignment => ({ assignment })),
    );
  return collection;
}

/** The bytes of an export, and what it reported. */
export async function written(collection: Collection, options: Partial<WriteOptions> = {}) {
  const pieces: Uint8Array[] = [];
  const result = await writeResults(
    collection,
    bytes => pieces.push(bytes),
    {
      format: 'amazon',
      columns: new Set([...factColumnNames, 'inputs', 'answers']),
      origin,
      amazon: { utcForAutoApproved: true, guard: false },
      ...options,
    },
    async () => {},
  );
  await collection.dispose();
  const bytes = Buffer.concat(pieces);
  return { ...result, bytes, text: bytes.toString('utf8') };
}
