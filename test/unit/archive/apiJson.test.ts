import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { imported } from '../../support/imports.ts';

const hit = {
  HITId: '3HITSAVEDBYASCRIPT0000000001A',
  HITTypeId: '3TYPESAVEDBYASCRIPT000000001A',
  HITGroupId: '3GROUPSAVEDBYASCRIPT00000001A',
  CreationTime: '2024-03-05 10:15:30-08:00',
  Title: 'Name the colour',
  Description: 'Look and say',
  Question: '<HTMLQuestion xmlns="x"/>',
  Keywords: 'colour, picture',
  HITStatus: 'Reviewable',
  MaxAssignments: 3,
  Reward: '0.50',
  AutoApprovalDelayInSeconds: 259_200,
  Expiration: '2024-03-12 11:15:30-07:00',
  AssignmentDurationInSeconds: 3600,
  QualificationRequirements: [
    { QualificationTypeId: '000000000000000000L0', Comparator: 'GreaterThanOrEqualTo', IntegerValues: [95] },
  ],
  HITReviewStatus: 'NotReviewed',
  NumberOfAssignmentsPending: 0,
  NumberOfAssignmentsAvailable: 0,
  NumberOfAssignmentsCompleted: 3,
};
const created = Date.UTC(2024, 2, 5, 18, 15, 30) / 1000;

function assignment(number: number, more: object = {}) {
  return {
    AssignmentId: `3ASSIGNMENTSAVEDBYSCRIPT0000${number}`,
    WorkerId: `A1WORKER000${number}`,
    HITId: hit.HITId,
    AssignmentStatus: 'Submitted',
    AutoApprovalTime: 1_709_921_800,
    AcceptTime: 1_709_662_530,
    SubmitTime: 1_709_662_600 + number,
    Answer: '<QuestionFormAnswers/>',
    ...more,
  };
}
const id = (number: number): string => assignment(number).AssignmentId;

describe('import of saved responses', () => {
  it('reads each way in which programs write a time', async () => {
    const forms = {
      'cli-v1.json': 1_709_662_530.0,
      'cli-v2.json': '2024-03-05T10:15:30-08:00',
      'default-str.json': '2024-03-05 10:15:30-08:00',
      'micro.json': '2024-03-05 10:15:30.250000-08:00',
      'js.json': '2024-03-05T18:15:30.000Z',
      'pandas.json': 1_709_662_530_000,
      'text.json': '1709662530.0',
    };
    const { all } = await imported(
      Object.fromEntries(
        Object.entries(forms).map(([name, time], index) => [
          name,
          JSON.stringify({ HITs: [{ ...hit, HITId: `3H${index}`, CreationTime: time }] }),
        ]),
      ),
    );
    assert.deepEqual(
      all('HIT').map(({ CreationTime }) => CreationTime),
      [created, created, created, created + 0.25, created, created, created],
    );
  });

  it('reads pages in any order, wrapped in whatever they were saved in', async () => {
    const { all, of, summary } = await imported({
      'pages.json': JSON.stringify([
        { NextToken: 'p2', NumResults: 1, Assignments: [assignment(2)], ResponseMetadata: { RequestId: 'r' } },
        { Assignments: [assignment(1)] },
      ]),
      'byHIT.json': JSON.stringify({ [hit.HITId]: [assignment(3)] }),
      'lines.jsonl': `${JSON.stringify(assignment(4))}\n${JSON.stringify({ Assignment: assignment(5), HIT: hit })}\n`,
      'appended.json': `${JSON.stringify({ HITs: [] })}${JSON.stringify({ Assignments: [assignment(6)] }, null, 2)}`,
      'notes.md': 'Not data.',
    });
    assert.equal(all('Assignment').length, 6);
    assert.equal(of('HIT', hit.HITId)?.Title, 'Name the colour');
    assert.deepEqual(of('HIT', hit.HITId)?.QualificationRequirements, hit.QualificationRequirements);
    assert.deepEqual(summary.unread, ['in/notes.md']);
  });

  it('reads every kind of object', async () => {
    const { all, of } = await imported({
      'bonuses.json': JSON.stringify({
        BonusPayments: [
          { WorkerId: 'A1', BonusAmount: '0.25', AssignmentId: id(1), Reason: 'Good', GrantTime: 1_709_700_100.5 },
          {
            WorkerId: 'A1',
            BonusAmount: '0.25',
            AssignmentId: id(1),
            Reason: 'Good again',
            GrantTime: 1_709_700_100.5,
          },
        ],
      }),
      'types.json': JSON.stringify({
        QualificationTypes: [
          {
            QualificationTypeId: '3Q',
            CreationTime: 1_709_000_000,
            Name: 'Stroop done',
            QualificationTypeStatus: 'Active',
            IsRequestable: false,
          },
        ],
      }),
      'scores.json': JSON.stringify({
        Qualifications: [
          { QualificationTypeId: '3Q', WorkerId: 'A1', GrantTime: 1_709_000_000, IntegerValue: 7, Status: 'Granted' },
        ],
      }),
      'requests.json': JSON.stringify({
        QualificationRequests: [
          { QualificationRequestId: '3R', QualificationTypeId: '3Q', WorkerId: 'A2', SubmitTime: 1_709_000_000 },
        ],
      }),
      'blocks.json': JSON.stringify({ WorkerBlocks: [{ WorkerId: 'A3', Reason: 'Copied answers' }] }),
      'balance.json': JSON.stringify({ AvailableBalance: '10000.00' }),
      'review.json': JSON.stringify({
        HITId: hit.HITId,
        AssignmentReviewReport: { ReviewResults: [], ReviewActions: [] },
      }),
    });
    assert.equal(all('BonusPayment').length, 2);
    assert.equal(of('QualificationType', '3Q')?.IsRequestable, false);
    assert.equal(of('Qualification', '3Q A1')?.IntegerValue, 7);
    assert.equal(of('QualificationRequest', '3R')?.WorkerId, 'A2');
    assert.equal(of('WorkerBlock', 'A3')?.Reason, 'Copied answers');
    assert.equal(of('Account', 'account')?.AvailableBalance, '10000.00');
    assert.ok(of('ReviewPolicyResult', hit.HITId));
  });

  it('keeps what is missing unknown', async () => {
    const { of } = await imported({
      'one.json': JSON.stringify({
        Assignments: [{ AssignmentId: '3A', HITId: '3H', WorkerId: 'A1', AssignmentStatus: 'Approved' }],
      }),
    });
    assert.deepEqual(of('HIT', '3H'), { HITId: '3H' });
    assert.deepEqual(Object.keys(of('Assignment', '3A') ?? {}).sort(), [
      'AssignmentId',
      'AssignmentStatus',
      'HITId',
      'WorkerId',
    ]);
  });

  it('merges two sources: the later state counts, contradictions are listed', async () => {
    const approved = assignment(1, { AssignmentStatus: 'Approved', ApprovalTime: 1_709_800_000 });
    const { of, summary } = await imported({
      'a-later.json': JSON.stringify({ Assignments: [approved, assignment(2)], HITs: [hit] }),
      'b-earlier.json': JSON.stringify({
        Assignments: [assignment(1), assignment(2, { WorkerId: 'A2OTHER' })],
        HITs: [{ ...hit, HITStatus: 'Assignable', NumberOfAssignmentsAvailable: 3, NumberOfAssignmentsCompleted: 0 }],
      }),
    });
    assert.equal(of('Assignment', id(1))?.AssignmentStatus, 'Approved');
    assert.equal(of('HIT', hit.HITId)?.NumberOfAssignmentsCompleted, 3);
    assert.equal(of('HIT', hit.HITId)?.NumberOfAssignmentsAvailable, 0);
    assert.equal(summary.merged, 3);
    assert.deepEqual(
      summary.shownConflicts.map(({ id: of, field, kept, other }) => [of, field, kept, other]),
      [[id(2), 'WorkerId', 'A1WORKER0002', 'A2OTHER']],
    );
  });

  it('reads a printed response without running it, and asks for its zone', async () => {
    const text = `{'HITs': [{'HITId': '3P', 'Title': "it's \\u00e9", 'CreationTime': datetime.datetime(2024, 7, 5, 10, 15, 30, tzinfo=tzlocal()), 'Reward': '1.00',
      'HITTypeId': '3T', 'QualificationRequirements': [], 'Question': '<a>'
      '<b>'}], 'NextToken': None, 'ResponseMetadata': {'RetryAttempts': 0}}`;
    const { of, summary } = await imported({ 'printed.txt': text }, { zone: 'America/Los_Angeles' });
    assert.deepEqual(of('HIT', '3P'), {
      HITId: '3P',
      Title: 'it’s é'.replace('’', "'"),
      CreationTime: Date.UTC(2024, 6, 5, 17, 15, 30) / 1000,
      Reward: '1.00',
      HITTypeId: '3T',
      QualificationRequirements: [],
      Question: '<a><b>',
    });
    assert.equal(summary.unzoned, 1);
  });

  it('notes what it leaves out', async () => {
    const { summary, of } = await imported({
      'odd.json': JSON.stringify({ HITs: [{ ...hit, Reward: 'free', myTag: 3, CreationTime: 'yesterday' }] }),
    });
    assert.deepEqual(
      summary.notes.map(({ text }) => text),
      [
        'CreationTime of HIT is not readable as a time',
        'Reward of HIT is not readable as an amount',
        'myTag of HIT is not part of the API',
      ],
    );
    assert.equal(of('HIT', hit.HITId)?.Reward, undefined);
  });
});
