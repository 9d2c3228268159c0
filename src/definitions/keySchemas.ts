/** The forms of the keys’ values as JSON schemas, with the keywords that VS Code adds. */

/** A JSON schema, with the keywords that VS Code adds to it. */
export type Schema = { readonly [keyword: string]: unknown };

export const seconds = (minimum: number, maximum: number): Schema => ({
  type: 'integer',
  // 0 is a placeholder of the AWS CLI.
  anyOf: [{ const: 0 }, { minimum, maximum }],
  errorMessage: `Use whole seconds from ${minimum} to ${maximum}.`,
});
export const text = (maxLength: number): Schema => ({ type: 'string', maxLength });
export const duration = (examples: readonly string[]): Schema => ({
  type: 'string',
  pattern: '^\\s*(\\d+(\\.\\d+)?\\s*[A-Za-z]+\\.?[\\s,]*(and\\b\\s*)?)+$',
  patternErrorMessage: 'Write a time in words, such as "3 days" or "90 min".',
  defaultSnippets: examples.map(body => ({ label: body, body })),
});
export const path = (description: string): Schema => ({
  type: 'string',
  minLength: 1,
  markdownDescription: description,
});

const guards: Schema = {
  enum: ['accept', 'preview', 'discover'],
  markdownEnumDescriptions: [
    'Every worker can see and preview the HIT; only qualified workers can accept it. The service’s default.',
    'Only qualified workers can preview and accept it.',
    'Only qualified workers can see it at all.',
  ],
  default: 'accept',
  markdownDescription: 'What the requirement keeps unqualified workers from (`ActionsGuarded`).',
};
const comparison: Schema = {
  type: 'string',
  pattern: '^\\s*(<=|>=|!=|<>|=|==|<|>|in\\b|not in\\b)\\s*-?\\d+(\\s*,\\s*-?\\d+)*\\s*$',
  patternErrorMessage: 'Write a comparison, such as ">= 95" or "in 1, 2, 3".',
  defaultSnippets: [{ label: '">= 95"', body: '>= ${1:95}' }],
};
const countries: Schema = {
  markdownDescription: 'ISO 3166-1 codes, with a subdivision after a hyphen: `"US"`, `"US-NY"`, `"CA-QC"`.',
  anyOf: [
    { type: 'string', pattern: '^[A-Z]{2}(-[A-Z]{2})?$' },
    { type: 'array', items: { type: 'string', pattern: '^[A-Z]{2}(-[A-Z]{2})?$' }, minItems: 1, maxItems: 30 },
  ],
};

/** The system qualifications in words, with their ids (reference.md §6.8). */
export const wordedQualifications = {
  percentApproved: {
    id: '000000000000000000L0',
    words: 'Share of the worker’s submitted assignments that were approved, in percent.',
  },
  hitsApproved: { id: '00000000000000000040', words: 'Number of the worker’s assignments that were approved.' },
  percentSubmitted: {
    id: '00000000000000000000',
    words: 'Share of accepted assignments that were submitted, in percent.',
  },
  percentAbandoned: {
    id: '00000000000000000070',
    words: 'Share of accepted assignments that were abandoned, in percent.',
  },
  percentReturned: {
    id: '000000000000000000E0',
    words: 'Share of accepted assignments that were returned, in percent.',
  },
  percentRejected: {
    id: '000000000000000000S0',
    words: 'Share of submitted assignments that were rejected, in percent.',
  },
} as const;
export type WordedQualification = keyof typeof wordedQualifications;

export const requirement: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    ...Object.fromEntries(
      Object.entries(wordedQualifications).map(([name, { words }]) => [
        name,
        { ...comparison, markdownDescription: words },
      ]),
    ),
    country: countries,
    masters: {
      type: 'boolean',
      markdownDescription: 'Masters only, or all workers but Masters. Masters cost a further 5%.',
    },
    adult: { type: 'boolean', markdownDescription: 'Workers who agreed to adult content.' },
    type: {
      type: 'string',
      minLength: 1,
      markdownDescription:
        'One of your qualification types, by its name, which is looked up in the profile that publishes, or by its ID.',
    },
    value: {
      ...comparison,
      type: ['string', 'integer'],
      markdownDescription: 'With `type`: the value that a worker must have.',
    },
    exists: { type: 'boolean', markdownDescription: 'With `type`: whether the worker has the qualification at all.' },
    not: {
      enum: ['exists', 'in'],
      markdownEnumDescriptions: [
        'The worker doesn’t have the `type`.',
        'The worker is in none of the `country` codes.',
      ],
    },
    guards,
  },
};

const excludedEntry: Schema = {
  type: 'string',
  pattern: '(\\.[hH][iI][tT]\\.[jJ][sS][oO][nN]$)|(^[a-z0-9]{10}$)',
  patternErrorMessage: 'Name a definition, such as "pilot.hit.json", or a batch by its ID.',
};
export const excluded: Schema = {
  anyOf: [excludedEntry, { type: 'array', items: excludedEntry, maxItems: 100 }],
  defaultSnippets: [{ label: 'A definition', body: ['${1:pilot}.hit.json'] }],
};

export const serviceRequirement: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    QualificationTypeId: { type: 'string' },
    Comparator: {
      enum: [
        'LessThan',
        'LessThanOrEqualTo',
        'GreaterThan',
        'GreaterThanOrEqualTo',
        'EqualTo',
        'NotEqualTo',
        'Exists',
        'DoesNotExist',
        'In',
        'NotIn',
      ],
    },
    IntegerValues: { type: ['array', 'null'], items: { type: 'integer' } },
    LocaleValues: {
      type: ['array', 'null'],
      items: {
        type: 'object',
        additionalProperties: false,
        properties: { Country: { type: 'string' }, Subdivision: { type: ['string', 'null'] } },
      },
    },
    RequiredToPreview: { type: 'boolean', deprecationMessage: 'Use ActionsGuarded.' },
    ActionsGuarded: { enum: ['Accept', 'PreviewAndAccept', 'DiscoverPreviewAndAccept'] },
  },
};

export const policy = (name: string): Schema => ({
  type: 'object',
  properties: {
    PolicyName: { enum: [name, ''] },
    Parameters: { type: 'array', items: { type: 'object', properties: { Key: { type: 'string' } } } },
  },
});

export const question: Schema = {
  defaultSnippets: [
    { label: 'An HTML or XML file', body: '${1:task.html}' },
    { label: 'Your own page', body: { url: '${1:https://}', frameHeight: 0 } },
    { label: 'A layout', body: { layout: '${1:LAYOUT_ID}' } },
  ],
  anyOf: [
    path('An HTML file becomes an HTMLQuestion; an XML file is the question itself.'),
    {
      type: 'object',
      additionalProperties: false,
      required: ['file'],
      properties: { file: path('An HTML or XML file.'), frameHeight: { $ref: '#/definitions/frameHeight' } },
    },
    {
      type: 'object',
      additionalProperties: false,
      required: ['url'],
      properties: {
        url: { type: 'string', markdownDescription: 'The page of an ExternalQuestion. `${column}` is URL-encoded.' },
        frameHeight: { $ref: '#/definitions/frameHeight' },
      },
    },
    {
      type: 'object',
      additionalProperties: false,
      required: ['layout'],
      properties: {
        layout: { type: 'string', markdownDescription: 'The ID of a HIT layout.' },
        parameters: {
          type: 'object',
          additionalProperties: { type: 'string' },
          markdownDescription: 'Values by name. Without it, each column is the parameter of its name.',
        },
      },
    },
  ],
};
