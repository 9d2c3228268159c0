/** Which members an object of the API has and of which form each is: everything else in a file is no part of it. */
import { formatAmount, parseAmount } from '../../mturk/money.ts';
import type { Fields, FieldValue, RecordKind, Sink } from './importedRows.ts';
import { readTime } from './importedTimes.ts';

type FieldForm = 'text' | 'document' | 'time' | 'count' | 'money' | 'flag' | 'list' | 'tree';

type Forms = Readonly<Record<string, FieldForm>>;

const text = (...names: string[]): Forms => Object.fromEntries(names.map(name => [name, 'text']));
const time = (...names: string[]): Forms => Object.fromEntries(names.map(name => [name, 'time']));
const count = (...names: string[]): Forms => Object.fromEntries(names.map(name => [name, 'count']));

const typeForms: Forms = {
  ...text('Title', 'Description', 'Keywords'),
  Reward: 'money',
  ...count('AutoApprovalDelayInSeconds', 'AssignmentDurationInSeconds'),
  QualificationRequirements: 'list',
};

/** The members by kind; kinds without an entry hold whatever their source has. */
const fieldForms: ReadonlyMap<RecordKind, Forms> = new Map<RecordKind, Forms>([
  [
    'HIT',
    {
      ...text('HITId', 'HITTypeId', 'HITGroupId', 'HITLayoutId', 'HITStatus', 'HITReviewStatus', 'RequesterAnnotation'),
      ...typeForms,
      Question: 'document',
      ...time('CreationTime', 'Expiration'),
      ...count(
        'MaxAssignments',
        'NumberOfAssignmentsPending',
        'NumberOfAssignmentsAvailable',
        'NumberOfAssignmentsCompleted',
      ),
    },
  ],
  [
    'Assignment',
    {
      ...text('AssignmentId', 'WorkerId', 'HITId', 'AssignmentStatus', 'RequesterFeedback'),
      ...time('AutoApprovalTime', 'AcceptTime', 'SubmitTime', 'ApprovalTime', 'RejectionTime', 'Deadline'),
      Answer: 'document',
    },
  ],
  ['BonusPayment', { ...text('WorkerId', 'AssignmentId', 'Reason'), BonusAmount: 'money', ...time('GrantTime') }],
  [
    'QualificationType',
    {
      ...text('QualificationTypeId', 'Name', 'Description', 'Keywords', 'QualificationTypeStatus'),
      ...time('CreationTime'),
      Test: 'document',
      AnswerKey: 'document',
      ...count('TestDurationInSeconds', 'RetryDelayInSeconds', 'AutoGrantedValue'),
      IsRequestable: 'flag',
      AutoGranted: 'flag',
    },
  ],
  [
    'Qualification',
    {
      ...text('QualificationTypeId', 'WorkerId', 'Status'),
      ...time('GrantTime'),
      IntegerValue: 'count',
      LocaleValue: 'tree',
    },
  ],
  [
    'QualificationRequest',
    {
      ...text('QualificationRequestId', 'QualificationTypeId', 'WorkerId'),
      ...time('SubmitTime'),
      Test: 'document',
      Answer: 'document',
    },
  ],
  ['WorkerBlock', text('WorkerId', 'Reason')],
  ['Account', { AvailableBalance: 'money', OnHoldBalance: 'money' }],
  ['HITType', { ...text('HITTypeId', 'HITGroupId'), ...typeForms, ...time('CreationTime') }],
]);

/** Characters: far above what the service took, far below what harms. */
const longest = { text: 65_536, document: 4_000_000, tree: 200_000 } as const;

/**
 * The known members of an object in their form. Absent and null members are left out; members in another form, and members
 * that no such object has, are noted as dropped.
 */
export function readFields(kind: RecordKind, raw: Readonly<Record<string, unknown>>, sink: Sink): Fields {
  const forms = fieldForms.get(kind);
  const fields: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value === null || value === undefined) continue;
    const form = forms && Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (!form) {
      if (!dumpMembers.has(name)) sink.note('dropped', `${name.slice(0, 80)} of ${kind} is not part of the API`);
      continue;
    }
    const read = readField(form, value, sink);
    if (read !== undefined) fields[name] = read;
    else if (value !== '') sink.note('dropped', `${name} of ${kind} is not readable as ${formWords[form]}`);
  }
  return fields;
}

/** What dumps of responses contain beside objects. */
const dumpMembers: ReadonlySet<string> = new Set([
  'ResponseMetadata',
  '$metadata',
  'NextToken',
  'NumResults',
  'Assignments',
  'BonusPayments',
  'HIT',
]);

const formWords: Readonly<Record<FieldForm, string>> = {
  text: 'text',
  document: 'text',
  time: 'a time',
  count: 'a whole number',
  money: 'an amount',
  flag: 'true or false',
  list: 'a list',
  tree: 'an object',
};

function readField(form: FieldForm, value: unknown, sink: Sink): FieldValue | undefined {
  switch (form) {
    case 'text':
    case 'document':
      return typeof value === 'string' && value.length <= longest[form]
        ? value
        : typeof value === 'number' && Number.isSafeInteger(value)
          ? String(value)
          : undefined;
    case 'time': {
      const read = readTime(value, sink.zone);
      if (read?.unzoned) sink.note('assumed', unzonedNote);
      return read?.seconds;
    }
    case 'count':
      return wholeNumber(value);
    case 'money':
      return amountOf(value);
    case 'flag':
      return typeof value === 'boolean' ? value : undefined;
    case 'list':
      return Array.isArray(value) && isShort(value) ? value : undefined;
    case 'tree':
      return typeof value === 'object' && value !== null && !Array.isArray(value) && isShort(value)
        ? (value as { readonly [name: string]: unknown })
        : undefined;
  }
}

/** The text of the note on times without a zone: whoever sees it may ask and import again. */
export const unzonedNote = 'times without a time zone';

function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** `0.50` of `$0.50`, `0.5`, `15,555.55`, and of a number of dollars. */
export function amountOf(value: unknown): string | undefined {
  if (typeof value === 'number' && value >= 0 && value < 1e6 && Math.abs(value * 100 - Math.round(value * 100)) < 1e-6)
    return (Math.round(value * 100) / 100).toFixed(2);
  if (typeof value !== 'string') return undefined;
  const cents = parseAmount(
    value
      .trim()
      .replace(/^(?:USD|\$)\s*/, '')
      .replace(/(\d),(?=\d{3}(?:\D|$))/g, '$1'),
  );
  return cents === undefined ? undefined : formatAmount(cents);
}

function isShort(value: unknown): boolean {
  try {
    return JSON.stringify(value).length <= longest.tree;
  } catch {
    return false;
  }
}
