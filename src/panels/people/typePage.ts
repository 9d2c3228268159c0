/** The page of a qualification type: its settings, how scores are spread, who has it, asks for it and had it. Pure. */
import type { HIT } from '../../mturk/model.ts';
import { formatDollars } from '../../mturk/money.ts';
import type { Holding, QualificationRequest, QualificationType } from '../../mturk/qualificationType.ts';
import { scoreHistogram } from '../../mturk/scoreHistogram.ts';
import { spanText } from '../../mturk/times.ts';
import type { Fact } from './contract.ts';
import { answersCell } from './decodedAnswers.ts';
import type { PageSource } from './pageSource.ts';
import { numberCell, scoreCell, type TableSource, tableOf, textCell, timeCell } from './peopleTables.ts';

/** A list that may be longer than what was read of it. */
export interface ReadList<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

export interface TypeFacts {
  readonly typeId: string;
  /** Absent while it was not read. */
  readonly type: QualificationType | undefined;
  /** Whether it is the requester’s. */
  readonly own: boolean;
  readonly holders: readonly Holding[];
  readonly revoked: ReadList<Holding>;
  readonly requests: readonly QualificationRequest[];
  /** QuestionFormAnswers XML. */
  readonly answerOf: (request: QualificationRequest) => string | undefined;
  /** What the answer key makes of the answers. */
  readonly scoreOf: (request: QualificationRequest) => number | undefined;
  readonly hits: ReadList<HIT>;
}

const byTime = { column: 1, descending: true } as const;

export function typePage(facts: TypeFacts): PageSource {
  const { type, typeId, own, holders } = facts;
  return {
    heading: type?.name || typeId,
    kind: 'Qualification type',
    facts: settings(facts),
    actions: own ? ['grant', 'edit', 'copyId', 'delete', 'refresh'] : ['copyId', 'refresh'],
    histogram: scoreHistogram(holders),
    tables: own ? [requestsTable(facts), holdersTable(facts), hitsTable(facts), revokedTable(facts)] : [],
  };
}

function settings({ type, typeId, own, holders }: TypeFacts): Fact[] {
  const workers = own ? [{ label: 'Workers', value: holders.length.toLocaleString('en') }] : [];
  if (!type) return [{ label: 'ID', value: typeId }, ...workers, { label: 'Settings', value: 'not read' }];
  const { description, active, keywords, hasTest, hasKey, testDuration, retryDelay, autoGranted } = type;
  return [
    { label: 'Description', value: description || 'none' },
    { label: 'ID', value: typeId },
    { label: 'Status', value: active ? 'Active' : 'Inactive' },
    ...workers,
    ...(keywords ? [{ label: 'Keywords', value: keywords }] : []),
    ...(hasTest
      ? [
          {
            label: 'Test',
            value: `${testDuration === undefined ? '' : `${spanText(testDuration * 1000)}, `}scored ${hasKey ? 'by an answer key' : 'manually'}`,
          },
        ]
      : []),
    ...(retryDelay === undefined ? [] : [{ label: 'Retry delay', value: spanText(retryDelay * 1000) }]),
    ...(autoGranted === undefined ? [] : [{ label: 'Auto-granted', value: `score ${autoGranted}` }]),
  ];
}

function requestsTable({ requests, answerOf, scoreOf }: TypeFacts): TableSource {
  return tableOf(
    {
      id: 'requests',
      title: 'Pending requests',
      none: 'No pending requests.',
      sorted: { column: 1, descending: false },
    },
    requests,
    [
      ['Worker', workerCell],
      ['Requested', ({ submitted }) => timeCell(submitted)],
      ['Test score', request => scoreCell(scoreOf(request))],
      ['Test answers', request => answersCell(request, answerOf(request))],
    ],
  );
}

function holdersTable({ holders }: TypeFacts): TableSource {
  return workersTable('workers', 'Workers', 'No workers have this qualification.', { items: holders, more: false });
}

function revokedTable({ revoked }: TypeFacts): TableSource {
  return workersTable('revoked', 'Revoked', 'No revoked qualifications.', revoked);
}

function workersTable(id: string, title: string, none: string, { items, more }: ReadList<Holding>): TableSource {
  return tableOf({ id, title, none, more, sorted: byTime }, items, [
    ['Worker', workerCell],
    ['Granted', ({ granted }) => timeCell(granted)],
    ['Score', ({ score }) => scoreCell(score)],
  ]);
}

function workerCell({ workerId }: { readonly workerId: string }) {
  return textCell(workerId, { kind: 'worker', workerId });
}

function hitsTable({ hits: { items, more } }: TypeFacts): TableSource {
  return tableOf(
    { id: 'hits', title: 'HITs that require it', none: 'No HITs require this qualification.', more, sorted: byTime },
    items,
    [
      ['HIT', ({ id, title }) => textCell(title || id, { kind: 'hit', hitId: id })],
      ['Created', ({ created }) => timeCell(created)],
      ['Status', ({ status }) => textCell(status)],
      ['Reward', ({ reward }) => numberCell(formatDollars(reward), reward)],
      ['HIT ID', ({ id }) => textCell(id)],
    ],
  );
}
