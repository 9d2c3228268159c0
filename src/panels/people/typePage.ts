/** The page of a qualification type: its settings, how scores are spread, who has it, asks for it and had it. Pure. */
import type { HIT } from '../../mturk/model.ts';
import { formatDollars } from '../../mturk/money.ts';
import type { Holding, QualificationRequest, QualificationType } from '../../mturk/qualificationType.ts';
import { scoreHistogram } from '../../mturk/scoreHistogram.ts';
import { spanText } from '../../mturk/times.ts';
import type { Fact, PageTable, PeoplePage } from './contract.ts';
import { answersText, numberCell, scoreCell, tableOf, textCell, timeCell } from './peopleTables.ts';

export interface TypeFacts {
  readonly type: QualificationType;
  /** Whether it is the requester’s. */
  readonly own: boolean;
  readonly holders: readonly Holding[];
  readonly revoked: readonly Holding[];
  readonly requests: readonly (QualificationRequest & {
    /** QuestionFormAnswers XML. */
    readonly answer: string | undefined;
    /** What the answer key makes of it. */
    readonly score: number | undefined;
  })[];
  readonly hits: readonly HIT[];
}

const byTime = { column: 1, descending: true } as const;

export function typePage(facts: TypeFacts): PeoplePage {
  const { type, own, holders } = facts;
  return {
    heading: type.name || type.id,
    kind: 'Qualification type',
    facts: settings(facts),
    actions: own ? ['grant', 'edit', 'copyId', 'delete', 'refresh'] : ['copyId', 'refresh'],
    histogram: scoreHistogram(holders),
    tables: own ? [requestsTable(facts), holdersTable(facts), hitsTable(facts), revokedTable(facts)] : [],
  };
}

function settings({ type, own, holders }: TypeFacts): Fact[] {
  const { description, id, active, keywords, hasTest, hasKey, testDuration, retryDelay, autoGranted } = type;
  return [
    { label: 'Description', value: description || 'none' },
    { label: 'ID', value: id },
    { label: 'Status', value: active ? 'Active' : 'Inactive' },
    ...(own ? [{ label: 'Workers', value: holders.length.toLocaleString('en') }] : []),
    ...(keywords ? [{ label: 'Keywords', value: keywords }] : []),
    ...(hasTest
      ? [
          {
            label: 'Test',
            value: `${testDuration === undefined ? '' : `${spanText(testDuration * 1000)}, `}scored by ${hasKey ? 'an answer key' : 'you'}`,
          },
        ]
      : []),
    ...(retryDelay === undefined ? [] : [{ label: 'Retry delay', value: spanText(retryDelay * 1000) }]),
    ...(autoGranted === undefined ? [] : [{ label: 'Auto-granted', value: `score ${autoGranted}` }]),
  ];
}

function requestsTable({ requests }: TypeFacts): PageTable {
  return tableOf(
    {
      id: 'requests',
      title: 'Pending requests',
      none: 'No pending requests.',
      columns: ['Worker', 'Asked', 'Test score', 'Test answers'],
      sorted: { column: 1, descending: false },
    },
    requests.toSorted((one, other) => one.submitted - other.submitted),
    ({ workerId, submitted, answer, score }) => [
      textCell(workerId, { kind: 'worker', workerId }),
      timeCell(submitted),
      scoreCell(score),
      textCell(answersText(answer)),
    ],
  );
}

function holdersTable({ holders }: TypeFacts): PageTable {
  return workersTable('workers', 'Workers', 'Nobody has it.', holders);
}

function revokedTable({ revoked }: TypeFacts): PageTable {
  return workersTable('revoked', 'Revoked', 'It was revoked from nobody.', revoked);
}

function workersTable(id: string, title: string, none: string, holdings: readonly Holding[]): PageTable {
  return tableOf(
    { id, title, none, columns: ['Worker', 'Granted', 'Score'], sorted: byTime },
    holdings,
    ({ workerId, granted, score }) => [
      textCell(workerId, { kind: 'worker', workerId }),
      timeCell(granted),
      scoreCell(score),
    ],
  );
}

function hitsTable({ hits }: TypeFacts): PageTable {
  return tableOf(
    {
      id: 'hits',
      title: 'HITs that require it',
      none: 'No HIT requires it.',
      columns: ['HIT', 'Created', 'Status', 'Reward', 'HIT ID'],
      sorted: byTime,
    },
    hits,
    ({ id, title, created, status, reward }) => [
      textCell(title || id, { kind: 'hit', hitId: id }),
      timeCell(created),
      textCell(status),
      numberCell(formatDollars(reward), reward),
      textCell(id),
    ],
  );
}
