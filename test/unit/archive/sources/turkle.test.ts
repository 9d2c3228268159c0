import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { answersIn, utc } from '../../../support/importSamples.ts';
import { imported } from '../../../support/imports.ts';

const rows = [
  [
    ...['HITId', 'HITTypeId', 'Title', 'CreationTime', 'MaxAssignments', 'AssignmentDurationInSeconds'],
    ...['AssignmentId', 'WorkerId', 'AcceptTime', 'SubmitTime', 'WorkTimeInSeconds'],
    ...['Input.image', 'Answer.colours', 'Answer.comment', 'Turkle.Username'],
  ],
  [
    ...['17', '3', 'Tag pictures', 'Tue Mar 05 18:15:30 UTC 2024', '2', '86400'],
    ...['41', '5', 'Tue Mar 05 19:00:00 UTC 2024', 'Tue Mar 05 19:02:10 UTC 2024', '130'],
    ...['a.jpg', "['red', 'it''s \"blue\"']".replace("''", "\\'"), 'Nice, and "easy"', 'ann'],
  ],
  [
    ...['17', '3', 'Tag pictures', 'Tue Mar 05 18:15:30 UTC 2024', '2', '86400'],
    ...['42', '6', 'Wed Mar 06 09:00:00 UTC 2024', 'Wed Mar 06 09:01:00 UTC 2024', '60'],
    ...['a.jpg', 'green', '[ not a list', 'bob@example.org'],
  ],
];
const csv = rows.map(cells => `${cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');

describe('import of Turkle’s results', () => {
  it('reads HITs, inputs and answers, and makes up no status', async () => {
    const { of, all, summary } = await imported({ 'Project-1_Batch-3-Tags_results.csv': csv });
    assert.deepEqual(of('HIT', '17'), {
      HITId: '17',
      HITTypeId: '3',
      Title: 'Tag pictures',
      CreationTime: utc(2024, 3, 5, 18, 15, 30),
      MaxAssignments: 2,
      AssignmentDurationInSeconds: 86_400,
    });
    assert.deepEqual(of('Inputs', '17')?.Inputs, [['image', 'a.jpg']]);
    const [one, other] = all('Assignment');
    assert.deepEqual(answersIn(one), { colours: 'red|it\'s "blue"', comment: 'Nice, and "easy"' });
    assert.deepEqual(answersIn(other), { colours: 'green', comment: '[ not a list' });
    assert.deepEqual(
      [one, other].map(each => [each?.WorkerId, each?.SubmitTime, each?.AssignmentStatus]),
      [
        ['ann', utc(2024, 3, 5, 19, 2, 10), undefined],
        ['bob@example.org', utc(2024, 3, 6, 9, 1, 0), undefined],
      ],
    );
    assert.deepEqual(
      summary.sources.map(({ format }) => format),
      ['Turkle results CSV'],
    );
    assert.deepEqual(
      summary.notes.map(({ kind, text }) => [kind, text]),
      [
        ['assumed', 'Turkle’s numbers as IDs, which are unique only within one installation'],
        ['assumed', 'user names of Turkle as worker IDs'],
      ],
    );
  });
});
