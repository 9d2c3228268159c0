/** The Command Line Tools' `.properties` with `.question` and `.input` beside it. */
import {
  baseName,
  type Converted,
  type Converter,
  definitionOf,
  rewardOf,
  type StudyFiles,
  textOf,
} from './converted.ts';
import { fromVelocity, placeQuestion } from './templates.ts';

export const fromCommandLineTools: Converter = files =>
  [...files].flatMap(([path, text]) => {
    const keys = path.endsWith('.properties') ? propertiesOf(text) : new Map<string, string>();
    return keys.has('title') && keys.has('assignmentduration') ? [studyOf(path, keys, files)] : [];
  });

/** Java properties: `key:value` or `key=value`, `#` and `!` comments, a backslash at the end goes on. */
function propertiesOf(text: string): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const raw of text
    .replace(/^\uFEFF/, '')
    .replace(/\\\r?\n[ \t]{0,100}/g, '')
    .split(/\r?\n/)) {
    const line = raw.trim();
    const at = line.search(/[:=]/);
    if (at > 0 && !/^[#!]/.test(line))
      keys.set(line.slice(0, at).trim().toLowerCase(), unescaped(line.slice(at + 1).trim()));
  }
  return keys;
}

function unescaped(value: string): string {
  return value
    .replace(/\\u([\da-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\([:=#! \\])/g, '$1');
}

const comparators: ReadonlyMap<string, string> = new Map(
  [
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
  ].map(name => [name.toLowerCase(), name] as const),
);

function studyOf(path: string, keys: ReadonlyMap<string, string>, files: StudyFiles): Converted {
  const notes: string[] = [];
  const stem = path.replace(/\.properties$/, '');
  const name = baseName(path);
  const input = files.get(`${stem}.input`);
  const written = new Map<string, string>();
  const columns = new Set(
    (input ?? '')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/, 1)[0]
      ?.split('\t')
      .map(each => each.replaceAll('"', '').trim()) ?? [],
  );
  if (input !== undefined) written.set(`${name}.tsv`, input);
  const source = files.get(`${stem}.question`);
  let question: unknown;
  if (source === undefined) notes.push(`${name}.question was not found: name the question in “question”.`);
  else {
    const read = fromVelocity(source, columns);
    notes.push(...read.notes);
    question = placeQuestion(read.text, name, written);
  }
  const number = (key: string): number | undefined => {
    const text = keys.get(key);
    return text && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
  };
  return {
    name,
    format: 'Command Line Tools',
    definition: definitionOf({
      Title: textOf(keys.get('title')),
      Description: textOf(keys.get('description')),
      Keywords: textOf(keys.get('keywords')),
      Reward: rewardOf(keys.get('reward')),
      MaxAssignments: number('assignments'),
      AssignmentDurationInSeconds: number('assignmentduration'),
      LifetimeInSeconds: number('hitlifetime'),
      AutoApprovalDelayInSeconds: number('autoapprovaldelay'),
      RequesterAnnotation: textOf(keys.get('annotation')),
      QualificationRequirements: requirementsOf(keys, notes),
      question,
      data: input === undefined ? undefined : `${name}.tsv`,
    }),
    files: written,
    notes,
  };
}

function requirementsOf(keys: ReadonlyMap<string, string>, notes: string[]): object[] {
  const numbers = [...keys.keys()].flatMap(key => /^qualification\.(\d{1,3})$/.exec(key)?.[1] ?? []);
  return numbers
    .sort((one, other) => Number(one) - Number(other))
    .flatMap(n => {
      const comparator = comparators.get(keys.get(`qualification.comparator.${n}`)?.toLowerCase() ?? '');
      if (!comparator) {
        notes.push(`qualification.${n} has no known comparator and was left out.`);
        return [];
      }
      const value = keys.get(`qualification.value.${n}`);
      const locale = keys.get(`qualification.locale.${n}`);
      const isPrivate = keys.get(`qualification.private.${n}`) === 'true';
      return [
        {
          QualificationTypeId: keys.get(`qualification.${n}`),
          Comparator: comparator,
          ...(value ? { IntegerValues: [Number(value)] } : {}),
          ...(locale ? { LocaleValues: [{ Country: locale }] } : {}),
          ActionsGuarded: isPrivate ? 'PreviewAndAccept' : 'Accept',
        },
      ];
    });
}
