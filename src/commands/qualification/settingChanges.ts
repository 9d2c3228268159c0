/** Changes of the settings of a qualification type: what they were, and in words. */
import type { OperationOf } from '../../ledger/ledgerOperations.ts';
import type { QualificationTypeWithTest } from '../../mturk/qualificationType.ts';

type Changes = OperationOf<'updateQualificationType'>['changes'];

/** Settings that the service changes with another: the key of a test, and the score of auto-grants. */
const dependent: Readonly<Record<string, keyof Changes>> = { AnswerKey: 'Test', AutoGrantedValue: 'AutoGranted' };

/** What the changed settings are now, with those that change along; those that are not there are left out. */
export function formerSettings(type: QualificationTypeWithTest, changes: Changes): Changes {
  const now: Changes = {
    Description: type.description,
    QualificationTypeStatus: type.active ? 'Active' : 'Inactive',
    Test: type.test,
    AnswerKey: type.answerKey,
    TestDurationInSeconds: type.testDuration,
    RetryDelayInSeconds: type.retryDelay,
    AutoGranted: type.autoGranted !== undefined,
    AutoGrantedValue: type.autoGranted,
  };
  return Object.fromEntries(
    Object.entries(now).filter(
      ([name, value]) => value !== undefined && (name in changes || (dependent[name] ?? name) in changes),
    ),
  ) as Changes;
}

/** What a confirmation says of each setting that changes. */
export function differences(changes: Changes, before: Changes): string[] {
  const texts = Object.entries(changes).flatMap(([name, value]) => {
    const was = before[name as keyof Changes];
    if (was === value) return [];
    return name === 'Test' || name === 'AnswerKey'
      ? `${name}: ${was === undefined ? 'added' : 'replaced'}.`
      : `${name}: ${was === undefined ? 'not set' : String(was)} → ${String(value)}.`;
  });
  const keyGoes = before.AnswerKey !== undefined && changes.Test !== undefined && changes.AnswerKey === undefined;
  return keyGoes ? [...texts, 'AnswerKey: removed. You score requests yourself.'] : texts;
}
