/** A `*.qual.json` file with its test and answer key read: what is checked, compared with the service and published. */
import { parseAnswerKey } from '../../mturk/answerKey.ts';
import { parseQuestionForm, questionsOf } from '../../mturk/questionForm.ts';
import type { Span } from '../../mturk/textSpan.ts';
import { FileCache, type FileReader, type LoadedFile } from '../files.ts';
import { parseJsonTree, propertiesOf, spanOf } from '../jsonText.ts';
import type { Entry } from '../parseDefinition.ts';
import { type Finding, Lines, type Problem, placed } from '../problems.ts';
import { Reading } from '../reading.ts';
import { nearest } from '../suggestions.ts';
import { limits, qualificationKeys } from './qualificationKeys.ts';

/** The settings in the service’s names. What is left out is not set. */
export interface QualificationSettings {
  readonly Description: string;
  readonly QualificationTypeStatus: 'Active' | 'Inactive';
  readonly Test?: string;
  readonly AnswerKey?: string;
  readonly TestDurationInSeconds?: number;
  readonly RetryDelayInSeconds?: number;
  readonly AutoGranted?: boolean;
  readonly AutoGrantedValue?: number;
}

export interface LoadedQualification {
  readonly name: string;
  readonly keywords: string;
  readonly settings: QualificationSettings;
  /** The files that it names, as it names them. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

interface Sources {
  readonly reader: FileReader;
  readonly cache: FileCache;
  readonly reading: Reading;
  readonly elsewhere: Problem[];
}

/** Never rejects: what is wrong is in `problems`. */
export async function loadQualification(
  text: string,
  reader: FileReader,
  cache = new FileCache(),
): Promise<LoadedQualification> {
  const findings: Finding[] = [];
  const reading = new Reading(entriesOf(text, findings));
  const sources: Sources = { reader, cache, reading, elsewhere: [] };
  const name = reading.text('Name', limits.name).trim();
  const description = reading.text('Description', limits.description).trim();
  if (name === '') reading.missing('A qualification type needs “Name”.');
  if (description === '') reading.missing('A qualification type needs “Description”.');
  const keywords = reading.text('Keywords', limits.keywords).trim();
  const test = await readXml('test', sources);
  const key = await readXml('answerKey', sources);
  checkDocuments(test, key, sources);
  const duration = reading.time('testDuration', 'TestDurationInSeconds', 1, limits.testDuration);
  const retryDelay = reading.time('retryDelay', 'RetryDelayInSeconds', 0, limits.retryDelay);
  const granted = autoGrant(reading, test !== undefined);
  checkDuration(reading, test !== undefined, duration);
  const settings: QualificationSettings = {
    Description: description,
    QualificationTypeStatus: status(reading),
    ...(test ? { Test: test.text } : {}),
    ...(key ? { AnswerKey: key.text } : {}),
    ...(test && duration !== undefined ? { TestDurationInSeconds: duration } : {}),
    ...(retryDelay === undefined ? {} : { RetryDelayInSeconds: retryDelay }),
    ...granted,
  };
  return {
    name,
    keywords,
    settings,
    files: ['test', 'answerKey'].flatMap(each => reading.path(each) ?? []),
    problems: [...placed([...findings, ...unique(reading.findings)], new Lines(text)), ...sources.elsewhere],
  };
}

/** Paths are read twice: once for the file, once for its name. */
function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map(each => [`${each.code} ${each.span.start} ${each.message}`, each])).values()];
}

const names = qualificationKeys.map(({ name }) => name);

function entriesOf(text: string, findings: Finding[]): ReadonlyMap<string, Entry> {
  const tree = parseJsonTree(text);
  for (const { message, start, end } of tree.errors)
    findings.push({
      code: 'syntax',
      severity: 'error',
      message: `${message[0]?.toUpperCase()}${message.slice(1)}.`,
      span: { start, end },
      inSchema: true,
    });
  const entries = new Map<string, Entry>();
  if (!tree.ok) return entries;
  if (tree.root.type !== 'object') {
    const span = spanOf(tree.root);
    findings.push({ code: 'notAnObject', severity: 'error', message: 'A qualification type is a JSON object.', span });
  }
  for (const { name, key, value } of propertiesOf(tree.root)) {
    const span = spanOf(key);
    if (!names.includes(name)) {
      const near = nearest(name, names);
      findings.push({
        code: 'unknownKey',
        severity: 'error',
        message: `“${name}” is no key of a qualification type. ${near === undefined ? 'Remove it.' : `Did you mean “${near}”?`}`,
        span,
        fixes:
          near === undefined
            ? []
            : [{ title: `Replace with “${near}”`, edits: [{ ...span, text: JSON.stringify(near) }] }],
      });
    } else if (entries.has(name))
      findings.push({
        code: 'duplicateKey',
        severity: 'error',
        message: `“${name}” is there twice. Remove one of them.`,
        span,
      });
    if (value) entries.set(name, { name, key, value });
  }
  return entries;
}

function status(reading: Reading): 'Active' | 'Inactive' {
  const found = reading.member('QualificationTypeStatus');
  if (!found || found.value === 'Active') return 'Active';
  if (found.value !== 'Inactive')
    reading.report('wrongType', found.node, 'QualificationTypeStatus is “Active” or “Inactive”.');
  return 'Inactive';
}

function autoGrant(
  reading: Reading,
  hasTest: boolean,
): Pick<QualificationSettings, 'AutoGranted' | 'AutoGrantedValue'> {
  const found = reading.member('AutoGranted');
  const value = reading.whole('AutoGrantedValue', limits.lowest, limits.highest);
  if (!found) return {};
  if (typeof found.value !== 'boolean') reading.report('wrongType', found.node, 'AutoGranted is true or false.');
  if (found.value === true && hasTest)
    reading.report('autoGrant', found.node, 'A type with a test can’t be auto-granted. Remove “test” or AutoGranted.');
  if (found.value !== true) return { AutoGranted: false };
  return { AutoGranted: true, AutoGrantedValue: value ?? 1 };
}

function checkDuration(reading: Reading, hasTest: boolean, duration: number | undefined): void {
  const at = reading.node('test');
  if (hasTest && duration === undefined && at)
    reading.report('missingKey', at, 'A test needs its time. Write “testDuration”, such as "30 min".');
  const time = reading.node('testDuration') ?? reading.node('TestDurationInSeconds');
  if (!at && time) reading.report('noTest', time, 'There is no test that takes time. Add “test” or remove this key.');
}

/** An XML file that a key names; where it can't be read, the name is marked. */
async function readXml(
  key: 'test' | 'answerKey',
  { reader, cache, reading, elsewhere }: Sources,
): Promise<LoadedFile | undefined> {
  const path = reading.path(key);
  const node = reading.node(key);
  if (path === undefined || !node) return undefined;
  const found = await cache.text(reader, path, limits.document);
  if (!found.ok) {
    const reason = found.missing
      ? `There is no file “${path}” here. Paths are relative to this file.`
      : found.size === undefined
        ? `Couldn’t read “${path}”: ${found.words}.`
        : `“${path}” has ${found.size} bytes, and the service takes ${limits.document}.`;
    reading.report(found.missing ? 'missingFile' : 'unreadableFile', node, reason);
    return undefined;
  }
  if (!found.file.problem) return found.file;
  elsewhere.push(found.file.problem);
  return undefined;
}

function checkDocuments(
  test: LoadedFile | undefined,
  key: LoadedFile | undefined,
  { reading, elsewhere }: Sources,
): void {
  const form = test && parseQuestionForm(test.text);
  if (test && form && !form.ok)
    elsewhere.push(...refused(test, `No test that the service takes: ${form.problem.reason}.`));
  const read = key && parseAnswerKey(key.text);
  if (key && read && !read.ok) elsewhere.push(...refused(key, `No answer key: ${read.problem.reason}.`));
  const at = reading.node('answerKey');
  if (at && !reading.node('test'))
    reading.report('noTest', at, 'There is no test that the answer key could score. Add “test” or remove this key.');
  if (!key || !form?.ok || !read?.ok) return;
  const asked = new Set(questionsOf(form.value).map(({ identifier }) => identifier));
  for (const { identifier } of read.value.questions)
    if (!asked.has(identifier))
      elsewhere.push(
        ...refused(
          key,
          `The test has no question “${identifier}”, which the answer key scores.`,
          spanIn(key.text, identifier),
        ),
      );
}

function refused(file: LoadedFile, message: string, span: Span = { start: 0, end: 1 }): Problem[] {
  return placed([{ code: 'document', severity: 'error', message, file: file.path, span }], file.lines);
}

function spanIn(text: string, identifier: string): Span {
  const start = Math.max(0, text.indexOf(identifier));
  return { start, end: start + identifier.length };
}
