import assert from 'node:assert/strict';
import { differences, formerSettings } from '../../../src/commands/qualification/settingChanges.ts';
import type { OperationOf } from '../../../src/ledger/ledgerOperations.ts';
import { undoOf } from '../../../src/ledger/reversal.ts';
import type { QualificationTypeWithTest } from '../../../src/mturk/qualificationType.ts';

type Changes = OperationOf<'updateQualificationType'>['changes'];

describe('Changes of a qualification type', () => {
  const type: QualificationTypeWithTest = {
    id: '3TYPE',
    name: 'Careful readers',
    description: 'Reads.',
    keywords: '',
    active: true,
    created: 0,
    requestable: true,
    hasTest: true,
    hasKey: true,
    test: '<QuestionForm/>',
    answerKey: '<AnswerKey/>',
    testDuration: 60,
  };
  const undone = (of: QualificationTypeWithTest, changes: Changes) => {
    const before = formerSettings(of, changes);
    const operation = {
      verb: 'updateQualificationType',
      qualificationTypeId: '3TYPE',
      name: '',
      changes,
      before,
    } as const;
    const undo = undoOf(operation, { at: 0, created: undefined }, 0)?.operation;
    return undo?.verb === 'updateQualificationType' ? undo.changes : undefined;
  };

  it('say that a test without an answer key removes the key, and nothing of what stays', () => {
    const changes = { Test: '<QuestionForm/>', TestDurationInSeconds: 60 };
    const before = formerSettings(type, changes);
    assert.deepEqual(differences(changes, before), ['AnswerKey: removed. You score requests yourself.']);
    assert.deepEqual(undone(type, changes), { Test: type.test, AnswerKey: type.answerKey, TestDurationInSeconds: 60 });
  });

  it('name each setting with what it was', () => {
    assert.deepEqual(
      differences(
        { Description: 'New', AnswerKey: 'x', RetryDelayInSeconds: 60, AutoGranted: true },
        { Description: 'Old', AnswerKey: 'y', AutoGranted: false },
      ),
      [
        'Description: Old → New.',
        'AnswerKey: replaced.',
        'RetryDelayInSeconds: not set → 60.',
        'AutoGranted: false → true.',
      ],
    );
  });

  it('are undone with the score of auto-grants', () => {
    assert.deepEqual(undone({ ...type, autoGranted: 7 }, { AutoGranted: false }), {
      AutoGranted: true,
      AutoGrantedValue: 7,
    });
    assert.deepEqual(undone(type, { AutoGranted: true, AutoGrantedValue: 7 }), { AutoGranted: false });
  });
});
