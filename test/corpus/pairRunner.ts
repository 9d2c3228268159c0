/** Checks, previews, publishes and simulates pairs of templates and data against a Local. */
import type { Browser } from 'playwright-core';
import { checkDefinition } from '../../src/definitions/checkDefinition.ts';
import { type LoadedDefinition, loadDefinition } from '../../src/definitions/load.ts';
import { problemText } from '../../src/definitions/problems.ts';
import { allHITs, publication } from '../../src/definitions/publishing.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { originOf } from '../../src/mturk/batchAnnotation.ts';
import { MTurkClient } from '../../src/mturk/client.ts';
import { pages } from '../../src/mturk/paging.ts';
import { PreviewHITs } from '../../src/trial/previewHIT.ts';
import { failureText } from '../../src/trial/trialReport.ts';
import { tryDefinition } from '../../src/trial/trialRun.ts';
import type { Local } from '../support/local.ts';
import type { PairResult, Step } from './pairResult.ts';
import type { Pair } from './pairs.ts';

interface PairOptions {
  /** Whether pages may load what lies outside this machine. */
  readonly online?: boolean;
  /** Rows of a pair that are published and simulated; 20 unless given. */
  readonly rows?: number;
  /** Milliseconds that a frame may take to load. */
  readonly patience?: number;
}

const batch = 'corpuspair';

/** A Local as previews and tests of definitions use it. */
export const scratchOptions = { preview: true, submitRewrite: { hosts: [] } } as const;

/** Makes a runner of pairs. The service is emptied again and again. */
export async function pairRunner(
  local: Local,
  browser: Browser,
  { online = false, rows = 20, patience = 15_000 }: PairOptions = {},
) {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  const { accessKeyId, secretAccessKey, endpoint } = local;
  const client = new MTurkClient({ endpoint, credentials: async () => ({ accessKeyId, secretAccessKey }) });
  if (!online)
    await context.route(
      url => url.protocol.startsWith('http') && !['127.0.0.1', 'localhost'].includes(url.hostname),
      route => route.abort('namenotresolved'),
    );

  const previewed = async (loaded: LoadedDefinition): Promise<string[]> => {
    const frame = await new PreviewHITs(local).show(loaded, 1, { accepted: true, layout: undefined });
    const response = await page.goto(frame.url, { timeout: patience, waitUntil: 'load' });
    if (!response?.ok()) return [`the frame answers ${response?.status()}`];
    const shown = await page.locator('body').evaluate(body => (body as { innerHTML: string }).innerHTML.trim() !== '');
    return shown ? [] : ['the frame is empty'];
  };

  const published = async (loaded: LoadedDefinition): Promise<string[]> => {
    const wanted = allHITs(loaded).slice(0, rows);
    const { texts, operations } = await publication(loaded, batch, wanted, {
      environment: 'local',
      idOf: () => undefined,
    });
    const facts = { id: 'corpus', title: 'Corpus', environment: 'local', profile: 'local', endpoint, texts };
    const { outcomes } = await Ledger.inMemory().start(facts, operations, { client });
    const refused = outcomes.flatMap(outcome => ('error' in outcome ? [outcome.error.message] : []));
    const found: number[] = [];
    for await (const { HITs = [] } of pages(client, 'ListHITs', {}))
      for (const { RequesterAnnotation } of HITs) {
        const origin = originOf(RequesterAnnotation);
        if (origin?.batch === batch) found.push(origin.row);
      }
    const expected = wanted.map(({ row }) => row).join();
    return found.sort((a, b) => a - b).join() === expected || refused.length > 0
      ? refused
      : [`rows ${found.join()} were published, not ${expected}`];
  };

  const simulated = async ({ definition, reader }: Pair): Promise<string[]> => {
    const result = await tryDefinition(definition, { service: local, reader, rows: { sample: rows }, workers: 2 });
    return result.failures.map(failure => failureText(failure, 'definition'));
  };

  return {
    async run(pair: Pair): Promise<PairResult> {
      await local.control('reset');
      const loaded = await loadDefinition(pair.definition, pair.reader, { environment: 'local' });
      const problems = await checkDefinition(loaded, { thorough: true });
      const errors = problems.filter(({ severity }) => severity === 'error');
      const notes = problems.filter(({ severity }) => severity !== 'error');
      const reasons = errors.map(each => problemText(each, 'definition'));
      const facts = { pair: pair.name, rows: loaded.rowCount };
      const steps = { check: 'ok', preview: '', publish: '', simulate: '' } as Record<
        'check' | 'preview' | 'publish' | 'simulate',
        Step
      >;
      if (errors.length > 0) return { ...facts, ...steps, check: 'failed', reasons };
      for (const [name, work] of [
        ['preview', () => previewed(loaded)],
        ['publish', () => published(loaded)],
        ['simulate', () => simulated(pair)],
      ] as const) {
        const failures = await work().catch((error: unknown) => [
          error instanceof Error ? error.message : String(error),
        ]);
        steps[name] = failures.length > 0 ? 'failed' : 'ok';
        reasons.push(...failures.map(each => `${name}: ${each.split('\n')[0]}`));
      }
      return { ...facts, ...steps, reasons: [...reasons, ...notes.map(each => problemText(each, 'definition'))] };
    },
    close: async () => {
      client.dispose();
      await context.close();
    },
  };
}
