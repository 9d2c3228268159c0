import type { ReviewPolicy } from '@aws-sdk/client-mturk';

const values = (given: Record<string, string | string[]>) =>
  Object.entries(given).map(([Key, value]) => ({ Key, Values: typeof value === 'string' ? [value] : value }));

export const known = (key: Record<string, string[]>, given: Record<string, string> = {}): ReviewPolicy => ({
  PolicyName: 'ScoreMyKnownAnswers/2011-09-01',
  Parameters: [
    { Key: 'AnswerKey', MapEntries: Object.entries(key).map(([Key, Values]) => ({ Key, Values })) },
    ...values(given),
  ],
});

export const plurality = (given: Record<string, string | string[]> = {}): ReviewPolicy => ({
  PolicyName: 'SimplePlurality/2011-09-01',
  Parameters: values({ QuestionIds: ['q'], QuestionAgreementThreshold: '50', ...given }),
});
