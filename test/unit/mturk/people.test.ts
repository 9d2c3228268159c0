/** Lists of workers, messages with placeholders, and the checks before requests. */
import assert from 'node:assert/strict';
import { compensationPage } from '../../../src/mturk/compensationPage.ts';
import { groupMessages, messageFor, unknownPlaceholders } from '../../../src/mturk/messageTexts.ts';
import { mayAutoGrant, mayBlock, mayChangeType, mayUnblock } from '../../../src/mturk/qualificationChecks.ts';
import { readHolding, readQualificationType, readRequest } from '../../../src/mturk/qualificationType.ts';
import { reviewLevels, reviewReportText } from '../../../src/mturk/reviewReport.ts';
import { readWorkerList } from '../../../src/mturk/workerList.ts';
import { checkQuestion } from '../../../src/service/operations/questions.ts';

describe('a list of worker IDs', () => {
  it('is read in any form, each once, with what is none and what is there twice', () => {
    const { ids, notIds, duplicates } = readWorkerList('A1ONE, A2TWO;\tA1ONE\n"A3THREE"\nhello a4lower');
    assert.deepEqual(ids, ['A1ONE', 'A2TWO', 'A3THREE']);
    assert.deepEqual(notIds, ['hello', 'a4lower']);
    assert.equal(duplicates, 1);
  });

  it('takes other words for IDs that the account knows', () => {
    assert.deepEqual(
      readWorkerList('worker-7 worker-8', id => id === 'worker-7'),
      {
        ids: ['worker-7'],
        notIds: ['worker-8'],
        duplicates: 0,
      },
    );
  });

  it('reads the column of a CSV alone, whatever stands in the others', () => {
    for (const text of [
      '\uFEFF"HITId","WorkerId","Answer"\r\n"3HIT","A1ONE","A9NOT, really"\r\n"3HIT","A2TWO","two\nlines"\r\n',
      'HITId\tworker_id\n3HIT\tA1ONE\n3HIT\tA2TWO\n',
      'Worker ID;Score\nA1ONE;5\nA2TWO;6',
    ])
      assert.deepEqual(readWorkerList(text).ids, ['A1ONE', 'A2TWO'], text);
  });

  it('reads the header alone, an empty text and a broken CSV without failing', () => {
    for (const text of ['', 'WorkerId', 'WorkerId,x\n"A1', '\uFEFF', '"'.repeat(1000)])
      assert.ok(Array.isArray(readWorkerList(text).ids), text);
  });
});

describe('a message to workers', () => {
  const recipient = (workerId: string, approved = 2) => ({ workerId, approved, earned: '$1.20', bonuses: '$0.00' });

  it('is filled in for each, and what all read alike is one message', () => {
    const personal = { subject: 'Hello {worker}', text: 'You earned {earned} for {approved} HITs.\\nThanks' };
    assert.deepEqual(messageFor(personal, recipient('A1')), {
      subject: 'Hello A1',
      text: 'You earned $1.20 for 2 HITs.\nThanks',
    });
    assert.equal(groupMessages(personal, [recipient('A1'), recipient('A2')]).length, 2);
    const same = { subject: 'Hello', text: 'You did {approved}.' };
    const groups = groupMessages(same, [recipient('A1'), recipient('A2'), recipient('A3', 5)]);
    assert.deepEqual(
      groups.map(({ workerIds }) => workerIds),
      [['A1', 'A2'], ['A3']],
    );
  });

  it('never takes a worker’s ID for a pattern', () => {
    assert.equal(messageFor({ subject: '{worker}', text: '' }, recipient('$&{earned}')).subject, '$&{earned}');
  });

  it('names what looks like a placeholder and is none', () => {
    assert.deepEqual(unknownPlaceholders('{worker} {name} { } {1} {name}'), ['name']);
  });
});

describe('the page that pays one worker', () => {
  it('is a question that the service takes, whatever the reason says', () => {
    for (const reason of ['A problem on our side', ']]><script>alert(1)</script>', '&<>"\''])
      assert.doesNotThrow(() => checkQuestion(compensationPage(reason)), reason);
  });
});

describe('checks before a request', () => {
  it('say the rule', () => {
    assert.equal(mayChangeType(true).allowed, true);
    assert.equal(mayChangeType(false).allowed, false);
    assert.equal(mayAutoGrant({ hasTest: true }).allowed, false);
    assert.equal(mayBlock(undefined, true).allowed, true);
    assert.equal(mayBlock('Cheats', true).allowed, false);
    assert.equal(mayBlock(undefined, false).allowed, false);
    assert.equal(mayUnblock(undefined).allowed, false);
  });
});

describe('qualification types of strange services', () => {
  it('are read without failing', () => {
    for (const value of [undefined, null, 7, [], {}, 'x'] as unknown[]) {
      const strange = value as string;
      const type = readQualificationType({ Name: strange, QualificationTypeId: strange, Test: strange });
      assert.equal(typeof type.name, 'string');
      assert.equal(typeof readHolding({ WorkerId: strange }, 'T').workerId, 'string');
      assert.equal(typeof readRequest({ Answer: strange }).answer, 'string');
    }
  });
});

describe('the results of review policies', () => {
  const $metadata = {};

  it('are told in words, with each action and its state', () => {
    const text = reviewReportText(
      'Birds',
      reviewLevels([
        {
          $metadata,
          HITReviewPolicy: { PolicyName: 'SimplePlurality/2011-09-01' },
          HITReviewReport: {
            ReviewResults: [
              { SubjectType: 'HIT', SubjectId: '3H', QuestionId: 'bird', Key: 'AgreedAnswer', Value: 'wren' },
            ],
            ReviewActions: [
              {
                ActionName: 'approve',
                TargetType: 'Assignment',
                TargetId: '3A',
                Status: 'Succeeded',
                Result: 'approved',
              },
            ],
          },
        },
      ]),
    );
    assert.match(text ?? '', /question bird: agreed answer: wren/);
    assert.match(text ?? '', /approve Assignment 3A: Succeeded \(approved\)/);
    assert.equal(reviewReportText('Birds', reviewLevels([{ $metadata, HITId: '3H' }])), undefined);
  });
});
