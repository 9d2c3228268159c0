/** Every key of a `*.qual.json` file, once, with its form as a JSON schema, which the build writes to a file for the editor. */
import { duration, path, type Schema, seconds, text } from '../keySchemas.ts';

const year = 31_536_000;
const lowest = -2_147_483_648;
const highest = 2_147_483_647;

/** Limits of the service (reference.md §3.4). */
export const limits = {
  name: 200,
  description: 2000,
  keywords: 1000,
  document: 65_535,
  testDuration: year,
  retryDelay: 1_000_000_000,
  lowest,
  highest,
} as const;

interface QualificationKey {
  readonly name: string;
  /** Markdown. */
  readonly description: string;
  readonly schema: Schema;
}

export const qualificationKeys: readonly QualificationKey[] = [
  {
    name: 'Name',
    description: 'What workers see, at most 200 characters, unique among your types. **It can’t be changed later.**',
    schema: text(limits.name),
  },
  {
    name: 'Description',
    description: 'What workers read of it, at most 2,000 characters.',
    schema: text(limits.description),
  },
  {
    name: 'Keywords',
    description: 'Words separated by commas, at most 1,000 characters. **They can’t be changed later.**',
    schema: text(limits.keywords),
  },
  {
    name: 'QualificationTypeStatus',
    description: 'Workers can’t request an inactive type. Default: `Active`.',
    schema: { enum: ['Active', 'Inactive'] },
  },
  {
    name: 'TestDurationInSeconds',
    description: 'How long a worker has for the test. Or write `testDuration`, such as `"30 min"`.',
    schema: seconds(1, limits.testDuration),
  },
  {
    name: 'RetryDelayInSeconds',
    description:
      'After how many seconds a worker may ask again; without it, never. Or write `retryDelay`, such as `"1 day"`.',
    schema: seconds(0, limits.retryDelay),
  },
  {
    name: 'AutoGranted',
    description: 'Whether every worker who asks gets it immediately. Not with a test.',
    schema: { type: 'boolean' },
  },
  {
    name: 'AutoGrantedValue',
    description: 'The score that every worker gets. Default: 1.',
    schema: { type: 'integer', minimum: lowest, maximum: highest },
  },
  { name: 'test', description: 'An XML file with the QuestionForm of the test.', schema: path('A QuestionForm.') },
  {
    name: 'answerKey',
    description: 'An XML file with the AnswerKey that scores the test. Without one, you accept or reject each request.',
    schema: path('An AnswerKey.'),
  },
  {
    name: 'testDuration',
    description: 'How long a worker has for the test: `"30 min"`.',
    schema: duration(['30 min', '1 hour']),
  },
  {
    name: 'retryDelay',
    description: 'After how long a worker may ask again: `"1 day"`.',
    schema: duration(['1 day', '1 hour']),
  },
  { name: '$schema', description: 'A JSON schema for the editor.', schema: { type: 'string' } },
];

export function qualificationSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Qualification type',
    type: 'object',
    allowTrailingCommas: true,
    allowComments: true,
    properties: Object.fromEntries(
      qualificationKeys.map(({ name, description, schema }) => [name, { ...schema, markdownDescription: description }]),
    ),
  };
}
