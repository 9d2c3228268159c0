/** What publishing a `*.qual.json` file changes of a type that is there. */
import type { QualificationTypeWithTest } from '../../mturk/qualificationType.ts';
import type { LoadedQualification, QualificationSettings } from './loadQualification.ts';

interface QualificationChanges {
  /** As UpdateQualificationType takes them; empty for none. */
  readonly changes: Partial<QualificationSettings>;
  /** What the service can't change, each a sentence. */
  readonly impossible: readonly string[];
}

/** Compares a file with a type of the same name. */
export function qualificationChanges(
  { settings, keywords }: Pick<LoadedQualification, 'settings' | 'keywords'>,
  type: QualificationTypeWithTest,
): QualificationChanges {
  const now = settingsOf(type);
  const names = Object.keys(settings) as (keyof QualificationSettings)[];
  const changed = new Set(names.filter(name => settings[name] !== now[name]));
  // The service takes a test and its time together, and forgets the key of a test that comes without one.
  const keyGoes = settings.AnswerKey === undefined && now.AnswerKey !== undefined && settings.Test !== undefined;
  if (
    keyGoes ||
    ['Test', 'AnswerKey', 'TestDurationInSeconds'].some(each => changed.has(each as keyof QualificationSettings))
  )
    for (const name of ['Test', 'AnswerKey', 'TestDurationInSeconds'] as const)
      if (settings[name] !== undefined) changed.add(name);
  // It takes a score for auto-grants together with AutoGranted.
  if (changed.has('AutoGrantedValue')) changed.add('AutoGranted');
  return {
    changes: Object.fromEntries([...changed].map(name => [name, settings[name]])),
    impossible: [
      ...(keywords === type.keywords ? [] : ['Keywords can’t be changed. The current ones are kept.']),
      ...(settings.Test === undefined && now.Test !== undefined ? ['The test can’t be removed; it stays.'] : []),
      ...(settings.RetryDelayInSeconds === undefined && now.RetryDelayInSeconds !== undefined
        ? ['The retry delay can’t be removed; it stays.']
        : []),
      ...(settings.AutoGranted === undefined && now.AutoGranted
        ? ['The type stays auto-granted. Write "AutoGranted": false to stop it.']
        : []),
    ],
  };
}

function settingsOf(type: QualificationTypeWithTest): Partial<QualificationSettings> {
  const { description, active, test, answerKey, testDuration, retryDelay, autoGranted } = type;
  return {
    Description: description,
    QualificationTypeStatus: active ? 'Active' : 'Inactive',
    ...(test === undefined ? {} : { Test: test }),
    ...(answerKey === undefined ? {} : { AnswerKey: answerKey }),
    ...(testDuration === undefined ? {} : { TestDurationInSeconds: testDuration }),
    ...(retryDelay === undefined ? {} : { RetryDelayInSeconds: retryDelay }),
    ...(autoGranted === undefined ? { AutoGranted: false } : { AutoGranted: true, AutoGrantedValue: autoGranted }),
  };
}
