/** nosub's `settings.json`: times in words, requirements by name. */
import {
  type Converted,
  type Converter,
  definitionOf,
  folderName,
  jsonOf,
  recordOf,
  rewardOf,
  textOf,
} from './converted.ts';

export const fromNosub: Converter = files =>
  [...files].flatMap(([path, text]) => {
    if (!path.endsWith('settings.json') || !text.includes('_cosubSpecVersion')) return [];
    return [settingsOf(path, recordOf(jsonOf(text)))];
  });

/** nosub sums what it understands and passes over the rest. */
function wordsRead(value: unknown, notes: string[], key: string): string | undefined {
  const text = textOf(value);
  const tokens = text?.slice(0, 200).match(/\d[\d.]*|[A-Za-z]+/g) ?? [];
  const parts = tokens.flatMap((token, index) => {
    const number = tokens[index - 1] ?? '';
    return /^(?:second|minute|hour|day|week)s?$/.test(token) && /^\d/.test(number) ? [`${number} ${token}`] : [];
  });
  if (text !== undefined && parts.length === 0) notes.push(`${key} “${text}” is not a time that nosub can read.`);
  return parts.length > 0 ? parts.join(', ') : undefined;
}

const names: ReadonlyMap<string, string> = new Map([
  ['Worker_NumberHITsApproved', 'hitsApproved'],
  ['Worker_PercentAssignmentsApproved', 'percentApproved'],
]);
const signs: ReadonlyMap<string, string> = new Map([
  ['LessThan', '<'],
  ['LessThanOrEqualTo', '<='],
  ['GreaterThan', '>'],
  ['GreaterThanOrEqualTo', '>='],
  ['EqualTo', '='],
  ['NotEqualTo', '!='],
]);

function requirementOf(raw: unknown, notes: string[]): Readonly<Record<string, unknown>> | undefined {
  const { Name, Comparator, IntegerValues, LocaleValues } = recordOf(raw);
  const name = textOf(Name) ?? '';
  const comparator = textOf(Comparator) ?? '';
  const [value] = Array.isArray(IntegerValues) ? IntegerValues : [];
  if (name === 'Masters') return { masters: comparator !== 'DoesNotExist' };
  if (name === 'Worker_Adult') return { adult: value !== 0 };
  if (name === 'Worker_Locale') {
    const countries = (Array.isArray(LocaleValues) ? LocaleValues : [])
      .map(recordOf)
      .map(({ Country, Subdivision }) => [Country, Subdivision].filter(Boolean).join('-'));
    return { country: countries, ...(/Not/.test(comparator) ? { not: 'in' } : {}) };
  }
  const sign = signs.get(comparator);
  const worded = names.get(name);
  if (worded && sign && value !== undefined) return { [worded]: `${sign} ${value}` };
  if (comparator === 'Exists') return { type: name };
  if (comparator === 'DoesNotExist') return { type: name, not: 'exists' };
  if (sign && value !== undefined) return { type: name, value: `${sign} ${value}` };
  notes.push(`The requirement ${name || 'without a name'} with ${comparator || 'no comparator'} was left out.`);
  return undefined;
}

function settingsOf(path: string, settings: Readonly<Record<string, unknown>>): Converted {
  const notes: string[] = [
    'nosub asked for the number of assignments and the lifetime when it published: MaxAssignments and lifetime have to be filled in.',
  ];
  const { Title, Description, Keywords, Reward, Url, FrameHeight, QualificationRequirements, Batch } = settings;
  const address = textOf(Url);
  const url = address === undefined || /^https?:/.test(address) ? address : `https://${address}`;
  if (url?.includes('&amp;'))
    notes.push('The address had &amp; typed in, because nosub didn’t escape it. It is written as & now.');
  const requirements = (Array.isArray(QualificationRequirements) ? QualificationRequirements : []).flatMap(
    each => requirementOf(each, notes) ?? [],
  );
  return {
    name: folderName(path) ?? 'nosub',
    format: 'nosub',
    definition: definitionOf({
      Title,
      Description,
      Keywords,
      Reward: rewardOf(Reward),
      duration: wordsRead(settings.AssignmentDuration, notes, 'AssignmentDuration'),
      autoApproval: wordsRead(settings.AutoApprovalDelay, notes, 'AutoApprovalDelay'),
      requirements,
      split: Batch === true ? 9 : undefined,
      question: url && { url: url.replaceAll('&amp;', '&'), frameHeight: Number(FrameHeight) || 0 },
    }),
    files: new Map(),
    notes,
  };
}
