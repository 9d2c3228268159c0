/** A parsed definition as values, for one profile. */
import { largeHITThreshold } from '../mturk/fees.ts';
import { type Cents, parseAmount } from '../mturk/money.ts';
import { withoutTrailing } from '../mturk/trimming.ts';
import type { Expectation, HITDefinition, ProfileFacts, QuestionSource } from './definition.ts';
import { excludedOf } from './excluded.ts';
import { isRecord, type JsonValue, jsonValue, spanOf, valueText } from './jsonText.ts';
import { entriesFor, type ParsedDefinition } from './parseDefinition.ts';
import type { Finding } from './problems.ts';
import { Reading } from './reading.ts';
import { readRequirementWords } from './requirementWords.ts';
import { readServiceRequirements } from './serviceRequirements.ts';

export const longestAnnotation = 255;
const mostRequirements = 10;
const mostAssignments = 1e9;
const year = 31_536_000;
const month = 2_592_000;

interface Normalized {
  readonly definition: HITDefinition;
  readonly findings: readonly Finding[];
}

/** Reads the values that hold for a profile, or those of the file itself without one. Never throws. */
export function normalize(parsed: ParsedDefinition, profile?: ProfileFacts): Normalized {
  const reading = new Reading(entriesFor(parsed, profile), parsed.meant);
  const exclude = excludedOf(reading);
  const definition: HITDefinition = {
    title: reading.text('Title', 128),
    description: reading.text('Description', 2000),
    keywords: reading.text('Keywords', 1000),
    annotation: reading.text('RequesterAnnotation', longestAnnotation),
    reward: rewardOf(reading),
    maxAssignments: reading.whole('MaxAssignments', 1, mostAssignments) ?? 1,
    split: reading.whole('split', 1, mostAssignments),
    assignmentDuration: reading.time('duration', 'AssignmentDurationInSeconds', 30, year),
    lifetime: reading.time('lifetime', 'LifetimeInSeconds', 30, year),
    autoApprovalDelay: reading.time('autoApproval', 'AutoApprovalDelayInSeconds', 0, month),
    exclude,
    requirements: requirementsOf(reading, exclude.length > 0),
    assignmentReviewPolicy: reading.record('AssignmentReviewPolicy'),
    hitReviewPolicy: reading.record('HITReviewPolicy'),
    question: questionOf(reading),
    data: reading.path('data'),
    liquid: liquidOf(reading),
    rules: reading.path('rules'),
    gold: reading.path('gold'),
    expect: expectationOf(reading),
  };
  reportMissing(reading, definition);
  reportPlaceholders(reading);
  reportSurcharge(reading, definition);
  return { definition, findings: reading.findings };
}

function rewardOf(reading: Reading): Cents | undefined {
  const found = reading.member('Reward');
  if (!found) return undefined;
  const { node, value } = found;
  const typed = valueText(value).trim();
  const plain = typed.replace(/^(?:\$|USD)\s{0,5}/i, '').replace(/^\./, '0.');
  const amount = typeof value === 'string' ? parseAmount(value) : undefined;
  if (amount !== undefined) return amount;
  const meant = parseAmount(/^\d+\.\d{3,12}$/.test(plain) ? withoutTrailing(plain, '0') : plain);
  const right = meant === undefined ? '0.50' : (Number(meant) / 100).toFixed(2);
  reading.report(
    'reward',
    node,
    meant === undefined && /^\d+\.\d{3,}$/.test(plain)
      ? `A reward is whole cents, and “${typed}” is not.`
      : `Write the reward as text without a currency sign: "${right}".`,
    meant === undefined
      ? []
      : [{ title: `Replace with "${right}"`, edits: [{ ...spanOf(node), text: JSON.stringify(right) }] }],
  );
  return undefined;
}

function requirementsOf(reading: Reading, excludes: boolean): HITDefinition['requirements'] {
  const service = reading.node('QualificationRequirements');
  const words = reading.node('requirements');
  if (words && words.type !== 'array')
    reading.report('requirement', words, '“requirements” is a list of requirements.');
  const all = [
    ...(service ? readServiceRequirements(service, reading.report) : []),
    ...(words?.type === 'array' ? (words.children ?? []) : []).flatMap(
      each => readRequirementWords(each, reading.report) ?? [],
    ),
  ];
  const at = words ?? service;
  const count = all.length + (excludes ? 1 : 0);
  if (count > mostRequirements && at)
    reading.report(
      'tooManyRequirements',
      at,
      `A HIT has at most ${mostRequirements} requirements, and this has ${count}${excludes ? ' with that of “exclude”' : ''}.`,
    );
  return all;
}

function questionOf(reading: Reading): QuestionSource | undefined {
  const node = reading.node('question');
  const xml = reading.member('Question');
  const layout = reading.member('HITLayoutId');
  const said = [node, xml?.node, layout?.node].filter(each => each !== undefined);
  const [, second] = said;
  if (second)
    reading.report(
      'saidTwice',
      second,
      'A HIT has one question: “question”, Question or HITLayoutId. Remove the others.',
    );
  if (node) return sourceOf(reading, node);
  if (xml && typeof xml.value === 'string') return { kind: 'xml', xml: xml.value };
  if (layout && typeof layout.value === 'string')
    return { kind: 'layout', id: layout.value, parameters: parametersOf(reading.member('HITLayoutParameters')?.value) };
  return undefined;
}

function parametersOf(value: JsonValue | undefined): (readonly [string, string])[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return (value as readonly JsonValue[]).flatMap(each =>
    isRecord(each) && typeof each.Name === 'string' ? [[each.Name, valueText(each.Value ?? '')] as const] : [],
  );
}

function sourceOf(reading: Reading, node: NonNullable<ReturnType<Reading['node']>>): QuestionSource | undefined {
  const value = jsonValue(node);
  if (typeof value === 'string' && value.trim() !== '') return { kind: 'file', path: value, frameHeight: 0 };
  if (isRecord(value)) {
    const { file, url, layout, parameters, frameHeight: height = 0 } = value;
    const frameHeight = typeof height === 'number' && Number.isInteger(height) && height >= 0 ? height : undefined;
    if (frameHeight === undefined)
      reading.report('frameHeight', node, '“frameHeight” is a whole number of pixels; 0 fits the window.');
    if (typeof url === 'string' && url !== '') return { kind: 'external', url, frameHeight: frameHeight ?? 0 };
    if (typeof file === 'string' && file !== '') return { kind: 'file', path: file, frameHeight: frameHeight ?? 0 };
    if (typeof layout === 'string' && layout !== '')
      return {
        kind: 'layout',
        id: layout,
        parameters: isRecord(parameters)
          ? Object.entries(parameters).map(([name, each]) => [name, valueText(each)])
          : undefined,
      };
  }
  reading.report('question', node, '“question” is a file, {"url": …} or {"layout": …}.');
  return undefined;
}

function liquidOf(reading: Reading): boolean | undefined {
  const node = reading.node('template');
  if (!node) return undefined;
  const value = jsonValue(node);
  if (value === 'liquid' || value === 'plain') return value === 'liquid';
  reading.report('template', node, '“template” is “plain” or “liquid”.');
  return undefined;
}

function expectationOf(reading: Reading): Expectation {
  const node = reading.node('expect');
  const value = node && jsonValue(node);
  if (Array.isArray(value)) return new Map((value as readonly JsonValue[]).map(each => [valueText(each), undefined]));
  if (!isRecord(value)) return new Map();
  return new Map(Object.entries(value).map(([name, each]) => [name, each === true ? undefined : valueText(each)]));
}

function reportMissing(reading: Reading, definition: HITDefinition): void {
  if (definition.title.trim() === '' && !reading.member('Title'))
    reading.missing('A HIT needs a Title. Workers see it in the list of HITs.', 'Title');
  if (definition.description.trim() === '' && !reading.member('Description'))
    reading.missing('A HIT needs a Description.', 'Description');
  if (!reading.member('Reward')) reading.missing('A HIT needs a Reward, such as "0.50".', 'Reward');
  if (!reading.node('duration') && !reading.member('AssignmentDurationInSeconds'))
    reading.missing(
      'How long a worker has is missing: write “duration” or AssignmentDurationInSeconds.',
      'duration',
      'AssignmentDurationInSeconds',
    );
  if (!reading.node('lifetime') && !reading.member('LifetimeInSeconds'))
    reading.missing(
      'How long the HIT can be found is missing: write “lifetime” or LifetimeInSeconds.',
      'lifetime',
      'LifetimeInSeconds',
    );
  if (!reading.node('question') && !reading.member('Question') && !reading.member('HITLayoutId'))
    reading.missing(
      'A HIT needs a question: write “question” with an HTML or XML file, a url or a layout.',
      'question',
      'Question',
      'HITLayoutId',
    );
}

/** A legal value that a skeleton also writes for "not filled in". */
function reportPlaceholders(reading: Reading): void {
  const delay = reading.node('AutoApprovalDelayInSeconds');
  if (delay?.value === 0)
    reading.report(
      'placeholder',
      delay,
      'The AWS CLI writes 0 for what is not filled in, so this is left out and work auto-approves after 30 days. To approve immediately, write "autoApproval": "0 s".',
      [],
      'hint',
    );
  const token = reading.member('UniqueRequestToken');
  if (token)
    reading.report(
      'token',
      token.node,
      'This is not sent: each row gets its own token when it is published.',
      [],
      'hint',
    );
}

function reportSurcharge(reading: Reading, { maxAssignments, split }: HITDefinition): void {
  const node = reading.node('MaxAssignments');
  if (!node || split !== undefined || maxAssignments < largeHITThreshold) return;
  reading.report(
    'surcharge',
    node,
    `A HIT with ${largeHITThreshold} or more assignments costs a further 20%. With "split": ${largeHITThreshold - 1} it becomes several HITs without it; the same worker may then do more than one.`,
    [
      {
        title: `Add "split": ${largeHITThreshold - 1}`,
        edits: [{ ...endOf(node), text: `,\n  "split": ${largeHITThreshold - 1}` }],
      },
    ],
    'warning',
  );
}

function endOf(node: NonNullable<ReturnType<Reading['node']>>): { start: number; end: number } {
  const end = node.offset + node.length;
  return { start: end, end };
}
