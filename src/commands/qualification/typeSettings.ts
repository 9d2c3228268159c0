/** The questions about a qualification type that creating and editing one have in common. */
import * as vscode from 'vscode';
import { limits } from '../../definitions/qualification/qualificationKeys.ts';
import { parseAnswerKey } from '../../mturk/answerKey.ts';
import { testProblem } from '../../mturk/qualificationTest.ts';
import { type FormQuestion, parseQuestionForm, questionsOf } from '../../mturk/questionForm.ts';
import { parseSpan, spanText } from '../../mturk/times.ts';
import { CommandError } from '../commandError.ts';
import type { Needs } from '../workbench.ts';

export interface TestSettings {
  readonly Test: string;
  readonly TestDurationInSeconds: number;
  readonly AnswerKey?: string;
}

/** A test from files: the form, the time for it and the key that scores it. Throws a {@link CommandError} for files that are none. */
export async function askTest({ prompts }: Needs<'prompts'>, title: string): Promise<TestSettings | undefined> {
  const filters = { 'QuestionForm XML': ['xml'], 'All files': ['*'] };
  const form = await prompts.openFile({ title: `${title}: test`, action: 'Use as Test', filters });
  if (!form) return undefined;
  const Test = await readDocument(form, 'test');
  const read = parseQuestionForm(Test);
  if (!read.ok) throw new CommandError(`Couldn’t use the test: ${read.problem.reason}. Fix the file.`);
  const questions = questionsOf(read.value);
  checkQuestions(questions, false);
  const duration = await prompts.input({
    title,
    prompt: 'Time allotted for the test',
    value: '30 m',
    check: text => (parseSpan(text) === undefined ? 'Enter a time such as 30 m or 1 h.' : undefined),
  });
  if (duration === undefined) return undefined;
  const scored = await prompts.pick(title, 'Who scores the test?', [
    { label: 'I do', detail: 'Requests stay pending until you accept or reject them', value: false },
    { label: 'An answer key…', detail: 'Requests are scored and granted immediately', value: true },
  ]);
  if (scored === undefined) return undefined;
  const TestDurationInSeconds = Math.round((parseSpan(duration) ?? 0) / 1000);
  if (!scored) return { Test, TestDurationInSeconds };
  checkQuestions(questions, true);
  const key = await prompts.openFile({ title: `${title}: answer key`, action: 'Use as Answer Key', filters });
  if (!key) return undefined;
  const AnswerKey = await readDocument(key, 'answer key');
  const readKey = parseAnswerKey(AnswerKey);
  if (!readKey.ok) throw new CommandError(`Couldn’t use the answer key: ${readKey.problem.reason}. Fix the file.`);
  return { Test, TestDurationInSeconds, AnswerKey };
}

function checkQuestions(questions: readonly FormQuestion[], hasKey: boolean): void {
  const problem = testProblem(questions, hasKey);
  if (problem) throw new CommandError(`Couldn’t use the test: ${problem.reason}. Fix the file.`);
}

async function readDocument(uri: vscode.Uri, what: string): Promise<string> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  if (bytes.byteLength > limits.document)
    throw new CommandError(
      `Couldn’t use the ${what}: it has ${bytes.byteLength} bytes, and the service takes at most ${limits.document}. Shorten it.`,
    );
  return new TextDecoder().decode(bytes);
}

/** The retry delay in seconds. */
export async function askRetryDelay(
  { prompts }: Needs<'prompts'>,
  title: string,
  now?: number,
): Promise<number | undefined> {
  const typed = await prompts.input({
    title,
    prompt: 'How long must a worker wait before asking again?',
    value: now === undefined ? '1 d' : spanText(now * 1000),
    check: text => (parseSpan(text) === undefined ? 'Enter a time such as 30 m or 1 d.' : undefined),
  });
  return typed === undefined ? undefined : Math.round((parseSpan(typed) ?? 0) / 1000);
}
