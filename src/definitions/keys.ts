/**
 * Every key of a definition, once: what it is, in words for hovers and docs, and its form as a JSON schema. The schema of the
 * editor, the table of docs/hit-definitions.md and the check for mistyped keys are made from here.
 */
import {
  duration,
  excluded,
  path,
  policy,
  question,
  requirement,
  type Schema,
  seconds,
  serviceRequirement,
  text,
} from './keySchemas.ts';

interface KeyFacts {
  readonly name: string;
  /** `service`: a parameter of CreateHIT, sent as it is. `workbench`: never sent. */
  readonly of: 'service' | 'workbench';
  /** Markdown, one or two sentences. */
  readonly description: string;
  readonly schema: Schema;
}

const service = (name: string, description: string, schema: Schema): KeyFacts => ({
  name,
  of: 'service',
  description,
  schema,
});
const ours = (name: string, description: string, schema: Schema): KeyFacts => ({
  name,
  of: 'workbench',
  description,
  schema,
});

export const definitionKeys: readonly KeyFacts[] = [
  service('Title', 'What workers see in the list of HITs, at most 128 characters. `${column}` is filled.', text(128)),
  service(
    'Description',
    'What workers read before they accept, at most 2,000 characters. `${column}` is filled.',
    text(2000),
  ),
  service(
    'Keywords',
    'Words to find the HIT by, separated by commas, at most 1,000 characters. `${column}` is filled.',
    text(1000),
  ),
  service('Reward', 'What one assignment pays, in US dollars, as text: `"0.50"`.', {
    type: 'string',
    pattern: '^([0-9]+(\\.)?[0-9]{0,2})?$',
    patternErrorMessage: 'Write whole cents as text without a currency sign, such as "0.50".',
  }),
  service('MaxAssignments', 'Number of workers for each row. Default: 1.', {
    type: 'integer',
    minimum: 0,
    maximum: 1e9,
  }),
  service(
    'AssignmentDurationInSeconds',
    'How long a worker has, in seconds. Or write `duration`, such as `"90 min"`.',
    seconds(30, 31_536_000),
  ),
  service(
    'LifetimeInSeconds',
    'How long the HIT can be found and accepted, in seconds. Or write `lifetime`, such as `"3 days"`.',
    seconds(30, 31_536_000),
  ),
  service(
    'AutoApprovalDelayInSeconds',
    'After how many seconds submitted work is approved and paid. Or write `autoApproval`, such as `"3 days"`. Default: 30 days.',
    seconds(0, 2_592_000),
  ),
  service('Question', 'The question as XML. `question` names a file instead.', { type: 'string' }),
  service('HITLayoutId', 'The layout whose page is the question. `question` with `layout` says the same.', {
    type: 'string',
  }),
  service('HITLayoutParameters', 'Values for the layout’s placeholders.', {
    type: 'array',
    items: { type: 'object', properties: { Name: { type: 'string' }, Value: { type: 'string' } } },
  }),
  service(
    'RequesterAnnotation',
    'Your own text, which workers don’t see. Batch and row are added after it; together they have at most 255 characters.',
    text(255),
  ),
  service('QualificationRequirements', 'Who may work on it, as the API has it. Or write `requirements`, in words.', {
    type: ['array', 'null'],
    items: serviceRequirement,
  }),
  service(
    'AssignmentReviewPolicy',
    'Scores each assignment against known answers.',
    policy('ScoreMyKnownAnswers/2011-09-01'),
  ),
  service('HITReviewPolicy', 'Looks for an answer that most workers agree on.', policy('SimplePlurality/2011-09-01')),
  service(
    'UniqueRequestToken',
    'Left out when publishing: each row gets a token that keeps it from being created twice.',
    { type: 'string' },
  ),
  ours('question', 'An HTML file, an XML file, your own page, or a layout.', question),
  ours('data', 'A CSV, TSV, JSON or JSONL file: one HIT a row.', path('A CSV, TSV, JSON or JSONL file.')),
  ours(
    'template',
    'How the question is filled: `"plain"` replaces `${column}`; `"liquid"` renders `{{ task.input.column }}` too. Without it the page decides.',
    { enum: ['plain', 'liquid'] },
  ),
  ours('lifetime', 'How long the HIT can be found and accepted: `"3 days"`.', duration(['3 days', '12 hours'])),
  ours('duration', 'How long a worker has: `"90 min"`.', duration(['30 min', '1 hour'])),
  ours(
    'autoApproval',
    'After how long submitted work is approved and paid: `"3 days"`.',
    duration(['3 days', '7 days']),
  ),
  ours('requirements', 'Who may work on it, in words. Names are looked up in the profile that publishes.', {
    type: 'array',
    items: requirement,
    defaultSnippets: [
      { label: 'At least 95% approved', body: [{ percentApproved: '>= 95' }] },
      { label: 'In the US', body: [{ country: 'US' }] },
    ],
  }),
  ours(
    'profiles',
    'Other values for a profile, by its name, or for an environment: `local`, `sandbox`, `production`, `other`.',
    {
      type: 'object',
      additionalProperties: { $ref: '#/definitions/overrides' },
      propertyNames: { minLength: 1 },
    },
  ),
  ours(
    'split',
    'Maximum assignments per HIT; a row that needs more becomes several HITs. Up to 9 stay under the surcharge for ten or more.',
    { type: 'integer', minimum: 1, maximum: 1e9, default: 9 },
  ),
  ours(
    'exclude',
    'Keeps workers of earlier batches out. Name definitions, such as `"pilot.hit.json"`, or batches by ID. Workers who submitted to them, or submit later, get a qualification, and the HITs are hidden from workers who have it.',
    excluded,
  ),
  ours('rules', 'A file with the decision rules that go with it.', path('A file with decision rules.')),
  ours('gold', 'A file with the gold answers that go with it.', path('A file with gold answers.')),
  ours('expect', 'The answer’s columns that a test expects, each with `true` for any value or the value itself.', {
    anyOf: [
      { type: 'array', items: { type: 'string' } },
      { type: 'object', additionalProperties: { type: ['string', 'boolean', 'number'] } },
    ],
  }),
  ours('$schema', 'A JSON schema for the editor.', { type: 'string' }),
];

const byName: ReadonlyMap<string, KeyFacts> = new Map(definitionKeys.map(each => [each.name, each]));

export function keyFacts(name: string): KeyFacts | undefined {
  return byName.get(name);
}

/** The properties of a requirement in words. */
export const requirementKeys: readonly string[] = Object.keys(requirement.properties as object);
