/** Does task pages in a real browser as a worker does: opens, fills in, submits, and reads back what the service has. */
import { fileURLToPath } from 'node:url';
import { ListAssignmentsForHITCommand } from '@aws-sdk/client-mturk';
import * as esbuild from 'esbuild';
import type { Browser, Frame, Page } from 'playwright-core';
import { decodeAnswers } from '../../src/mturk/answers.ts';
import { questionNamespaces } from '../../src/mturk/questionKinds.ts';
import { layoutParameters } from '../../src/service/operations/layouts.ts';
import type { Local } from '../support/local.ts';
import { makeBench } from '../unit/service/setup.ts';
import type { Result } from './table.ts';
import type { TaskPage } from './templates.ts';

interface CorpusOptions {
  /** Whether pages may load what lies outside this machine; without it, that is away, as much of it is. */
  readonly online?: boolean;
  /** Milliseconds for each step of a page. */
  readonly patience?: number;
}

/** The part of a page's window that `page/fill.ts` adds. */
type Inside = 'fill' | 'obstacles' | 'notes' | 'names';

const workerId = 'A1CORPUS';
const submitters = [
  'crowd-button:not([form-action="none"]):not([form-action="reset"])',
  'input[type=submit]',
  'button[type=submit]',
  'form button:not([type])',
  'input[type=image]',
  'button:has-text("Submit")',
  'input[type=button][value*="Submit" i]',
].join(', ');

/** Makes a runner of pages on a service. The browser's window is kept from page to page. */
export async function corpusRunner(
  local: Local,
  browser: Browser,
  { online = false, patience = 10_000 }: CorpusOptions = {},
) {
  const bench = makeBench(local);
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  const script = await pageScript();
  let journal = newJournal();
  page.on('pageerror', error => journal.errors.add(error.message));
  page.on('dialog', dialog => {
    journal.errors.add(`the page says: ${dialog.message()}`);
    dialog.accept().catch(() => undefined);
  });
  page.on('request', request => {
    if (request.method() === 'POST' && new URL(request.url()).pathname.endsWith('/mturk/externalSubmit'))
      journal.posted = [...new URLSearchParams(request.postData() ?? '')];
  });
  if (!online)
    await context.route(
      url => url.protocol.startsWith('http') && !['127.0.0.1', 'localhost'].includes(url.hostname),
      route => {
        journal.away.add(new URL(route.request().url()).hostname);
        return route.abort('namenotresolved');
      },
    );
  await page.goto(`${local.workerSite}/signin`);
  await page.getByLabel('Worker ID').fill(workerId);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.getByText(workerId).waitFor();

  const publish = async ({ name, html }: TaskPage) => {
    const common = { Title: name.slice(0, 128), MaxAssignments: 1 };
    if (hasForm(html) && Buffer.byteLength(html) < mostQuestionBytes)
      return bench.createHIT({ ...common, Question: htmlQuestion(html) });
    const { HITLayoutId } = await local.control('layout', { name, html });
    // What is left in the braces of scripts stays as it is.
    const parameters = layoutParameters(html).map(Name => ({ Name, Value: `\${${Name}}` }));
    const layout = { HITLayoutId: String(HITLayoutId), HITLayoutParameters: parameters };
    return bench.createHIT({ ...common, Question: undefined, ...layout });
  };

  return {
    async run(task: TaskPage): Promise<Result> {
      journal = newJournal();
      try {
        const { HITId, HITGroupId } = await publish(task);
        await page.goto(`${local.workerSite}/projects/${HITGroupId}/tasks/accept_random`);
        const frame = await taskFrame(page, patience);
        const outcome = await work(page, frame, script, patience);
        const { Assignments = [] } = await local.client().send(new ListAssignmentsForHITCommand({ HITId }));
        const decoded = decodeAnswers(Assignments[0]?.Answer ?? '');
        const read = new Map(
          (decoded.ok ? decoded.answers : []).map(({ question, value }) => [
            question,
            value.kind === 'text' ? value.text : JSON.stringify(value),
          ]),
        );
        const reasons = [...outcome.reasons, ...lost(journal.posted, read), ...unnamed(outcome.names, read)];
        const failed = reasons.length > 0 || Assignments.length === 0;
        if (failed) reasons.push(...journal.errors);
        if (journal.away.size > 0) reasons.push(`away: ${[...journal.away].join(', ')}`);
        const end = failed ? 'failed' : outcome.notes.length > 0 ? 'not covered' : 'submitted';
        return { page: task.name, outcome: end, answers: read.size, reasons: [...reasons, ...outcome.notes], read };
      } catch (error) {
        const reasons = [
          error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
          ...journal.errors,
        ];
        return { page: task.name, outcome: 'failed', answers: 0, reasons, read: new Map() };
      }
    },
    close: () => context.close(),
  };
}

/** A little less than a Question may have, for the XML around the page. */
const mostQuestionBytes = 65_000;

/** Pages without a form were projects of the requester site, which put one around them, as layouts do. */
function hasForm(html: string): boolean {
  return /<(?:form|crowd-form)[\s>]/i.test(html);
}

function htmlQuestion(html: string): string {
  const content = html.replaceAll(']]>', ']]]]><![CDATA[>');
  return `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><HTMLContent><![CDATA[${content}]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>`;
}

function newJournal() {
  return { errors: new Set<string>(), away: new Set<string>(), posted: [] as [string, string][] };
}

async function taskFrame(page: Page, patience: number): Promise<Frame> {
  const element = await page.locator('iframe#task').elementHandle({ timeout: patience });
  const frame = await element?.contentFrame();
  if (!frame) throw new Error('The task has no frame.');
  await frame.waitForLoadState('load', { timeout: patience });
  return frame;
}

async function work(page: Page, frame: Frame, script: string, patience: number) {
  await frame.evaluate(script);
  const ask = <T>(what: Inside): Promise<T> => frame.evaluate(`corpus.${what}()`);
  await ask<number>('fill');
  const notes = await ask<string[]>('notes');
  const names = await ask<string[]>('names');
  const reasons: string[] = [];
  const buttons = frame.locator(submitters).filter({ visible: true });
  if ((await buttons.count()) === 0) return { notes, names, reasons: ['the page has no Submit'] };
  const button = buttons.last();
  try {
    await button.click({ timeout: patience / 2 });
    await page.waitForURL(/\/submitted\?/, { timeout: patience / 2, waitUntil: 'commit' });
  } catch {
    const obstacles = frame.isDetached() ? [] : await ask<string[]>('obstacles').catch(() => []);
    const disabled = await button.isDisabled({ timeout: 500 }).catch(() => false);
    if (disabled) reasons.push('Submit stays disabled');
    reasons.push(...obstacles);
    if (reasons.length === 0) reasons.push('a click on Submit led nowhere');
  }
  return { notes, names, reasons };
}

/** What was posted and does not stand in the answers: of a name sent several times, all values joined. */
function lost(posted: readonly (readonly [string, string])[], read: ReadonlyMap<string, string>): string[] {
  const expected = new Map<string, string[]>();
  for (const [name, value] of posted) {
    if (['assignmentId', 'hitId', 'turkSubmitTo', ''].includes(name)) continue;
    expected.set(name, [...(expected.get(name) ?? []), value]);
  }
  return [...expected].flatMap(([name, values]) => {
    const given = read.get(name)?.replaceAll('\r\n', '\n');
    const wanted = values.join('|').replaceAll('\r\n', '\n');
    return given === wanted ? [] : [`${name}: posted ${JSON.stringify(wanted)}, read ${JSON.stringify(given)}`];
  });
}

/** Fields that a worker sees and that no answer names; those of boxes that stay empty are left out by browsers. */
function unnamed(names: readonly string[], read: ReadonlyMap<string, string>): string[] {
  const crowd = read.get('taskAnswers') ?? '';
  const has = (name: string) =>
    read.has(name) ||
    [...read.keys()].some(each => each.startsWith(`${name}.`)) ||
    crowd.includes(JSON.stringify(name));
  return names.filter(name => !has(name)).map(name => `no answer for the field ${name}`);
}

async function pageScript(): Promise<string> {
  const entry = fileURLToPath(new URL('page/fill.ts', import.meta.url));
  const { outputFiles } = await esbuild.build({
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    entryPoints: [entry],
  });
  return outputFiles[0]?.text ?? '';
}
