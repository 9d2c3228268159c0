/** A `*.qual.json` file with its test and answer key read: what is checked, compared with the service and published. */
import type { Node } from 'jsonc-parser';
import { parseAnswerKey } from '../../mturk/answerKey.ts';
import { testProblem } from '../../mturk/qualificationTest.ts';
import { parseQuestionForm, questionsOf } from '../../mturk/questionForm.ts';
import type { DocumentProblem } from '../../mturk/schemaReader.ts';
import type { Span } from '../../mturk/textSpan.ts';
import { escapeXml } from '../../mturk/xml.ts';
import { reasonOf } from '../checkXml.ts';
import { FileCache, type FileReader, type LoadedFile } from '../files.ts';
import { parseJsonTree, propertiesOf, spanOf } from '../jsonText.ts';
import { type Entry, syntaxFindings } from '../parseDefinition.ts';
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
  const meant = new Set<string>();
  const reading = new Reading(entriesOf(text, findings, meant), meant);
  const sources: Sources = { reader, cache, reading, elsewhere: [] };
  const name = reading.text('Name', limits.name).trim();
  const description = reading.text('Description', limits.description).trim();
  if (name === '') reading.missing('A qualification type needs “Name”.', 'Name');
  if (description === '') reading.missing('A qualification type needs “Description”.', 'Description');
  const keywords = reading.text('Keywords', limits.keywords).trim();
  const testPath = reading.path('test');
  const keyPath = reading.path('answerKey');
  const test = await readXml('test', testPath, sources);
  const key = await readXml('answerKey', keyPath, sources);
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
    files: [testPath, keyPath].filter(path => path !== undefined),
    problems: [...placed([...findings, ...reading.findings], new Lines(text)), ...sources.elsewhere],
  };
}

const names = qualificationKeys.map(({ name }) => name);

/** Adds the keys that mistyped ones likely mean to `meant`. */
function entriesOf(text: string, findings: Finding[], meant: Set<string>): ReadonlyMap<string, Entry> {
  const tree = parseJsonTree(text);
  findings.push(...syntaxFindings(tree));
  const entries = new Map<string, Entry>();
  if (!tree.ok) return entries;
  if (tree.root.type !== 'object') {
    const span = spanOf(tree.root);
    const message = 'A qualification type is a JSON object.';
    findings.push({ code: 'notAnObject', severity: 'error', message, span, inSchema: true });
    return entries;
  }
  for (const { name, key, value } of propertiesOf(tree.root)) {
    const span = spanOf(key);
    if (!names.includes(name)) {
      const near = nearest(name, names);
      meant.add(near ?? name);
      findings.push({
        code: 'unknownKey',
        severity: 'error',
        message: `“${name}” is not a key of a qualification type. ${near === undefined ? 'Remove it.' : `Did you mean “${near}”?`}`,
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
        message: `“${name}” appears twice. Remove one of them.`,
        span,
      });
    if (value) entries.set(name, { name, key, value });
  }
  return entries;
}

function status(reading: Reading): 'Active' | 'Inactive' {
  const found = reading.member('QualificationTypeStatus');
  if (!found || found.value === 'Active') return 'Active';
  if (found.value !== 'Inactive') wrongType(reading, found.node, 'QualificationTypeStatus is “Active” or “Inactive”.');
  return 'Inactive';
}

function autoGrant(
  reading: Reading,
  hasTest: boolean,
): Pick<QualificationSettings, 'AutoGranted' | 'AutoGrantedValue'> {
  const found = reading.member('AutoGranted');
  const value = reading.whole('AutoGrantedValue', limits.lowest, limits.highest);
  const at = reading.node('AutoGrantedValue');
  if (at && value !== undefined && (found?.value ?? false) === false)
    reading.report('autoGrant', at, 'AutoGrantedValue needs "AutoGranted": true. Add it or remove this key.');
  if (!found) return {};
  if (typeof found.value !== 'boolean') wrongType(reading, found.node, 'AutoGranted is true or false.');
  if (found.value === true && hasTest)
    reading.report('autoGrant', found.node, 'A type with a test can’t be auto-granted. Remove “test” or AutoGranted.');
  if (found.value !== true) return { AutoGranted: false };
  return { AutoGranted: true, AutoGrantedValue: value ?? 1 };
}

function wrongType(reading: Reading, node: Node, message: string): void {
  reading.findings.push({ code: 'wrongType', severity: 'error', message, span: spanOf(node), inSchema: true });
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
  path: string | undefined,
  { reader, cache, reading, elsewhere }: Sources,
): Promise<LoadedFile | undefined> {
  const node = reading.node(key);
  if (path === undefined || !node) return undefined;
  const found = await cache.text(reader, path, limits.document);
  if (!found.ok) {
    const reason = found.missing
      ? `There is no file “${path}” here. Paths are relative to this file.`
      : found.size === undefined
        ? `Couldn’t read “${path}”: ${found.words}.`
        : `“${path}” has ${found.size} bytes, and the service takes at most ${limits.document}.`;
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
  if (test && form && !form.ok) elsewhere.push(...refusedDocument(test, 'the test', form.problem));
  const problem = form?.ok ? testProblem(questionsOf(form.value), key !== undefined) : undefined;
  if (test && problem)
    elsewhere.push(
      ...refused(
        test,
        `The service would refuse the test: ${problem.reason}.`,
        identifierSpan(test.text, problem.identifier),
      ),
    );
  const read = key && parseAnswerKey(key.text);
  if (key && read && !read.ok) elsewhere.push(...refusedDocument(key, 'the answer key', read.problem));
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
          identifierSpan(key.text, identifier),
        ),
      );
}

function refusedDocument(file: LoadedFile, what: string, problem: DocumentProblem): Problem[] {
  const { line, column = 1 } = problem;
  const message = `The service would refuse ${what}: ${reasonOf(problem)}.`;
  if (line === undefined) return refused(file, message);
  const start = file.lines.start(line) + Math.max(0, column - 1);
  return refused(file, message, { start, end: start + 1 });
}

function refused(file: LoadedFile, message: string, span: Span = { start: 0, end: 1 }): Problem[] {
  return placed([{ code: 'document', severity: 'error', message, file: file.path, span }], file.lines);
}

/** Where a document names a question; its start where it is written in another way. */
function identifierSpan(text: string, identifier: string): Span {
  const before = 'QuestionIdentifier>';
  const written = escapeXml(identifier);
  const at = text.indexOf(`${before}${written}<`);
  const start = at < 0 ? 0 : at + before.length;
  return { start, end: start + (at < 0 ? 1 : written.length) };
}
