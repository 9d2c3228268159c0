/** `--report`: what a run did, as one JSON document. Operations and outcomes, no parameters, no answers, no keys. */
import { renameSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { maskSecrets } from '../mturk/masking.ts';
import { type Keys, signCall } from '../mturk/signing.ts';
import type { Ended } from './child.ts';
import type { Redirect } from './redirect.ts';
import { type Control, callControl } from './redirectControl.ts';

export interface CountSource {
  readonly endpoint: string;
  readonly keys: Keys;
  readonly control: Control | undefined;
}

interface ReportInput {
  readonly redirect: Pick<Redirect, 'log'>;
  readonly source: CountSource;
  /** ms since the epoch. */
  readonly started: number;
  readonly ended: Ended;
  readonly command: string | undefined;
}

/** Pages of 100 HITs that are counted at most. */
const mostPages = 500;

/** Writes the file in one go. Rejects when it can't be written. */
export async function writeReport(
  file: string,
  { redirect, source, started, ended, command }: ReportInput,
): Promise<void> {
  const { calls, leftOut, operations, refused } = redirect.log.read();
  const report = {
    version: 1,
    ...(command === undefined ? {} : { command: basename(command) }),
    started: new Date(started).toISOString(),
    ended: new Date().toISOString(),
    exitCode: ended.code,
    ...(ended.signal === undefined ? {} : { signal: ended.signal }),
    operations,
    refused,
    final: await finalCounts(source),
    calls: calls.map(({ at, error, ...rest }) => ({
      at: new Date(at).toISOString(),
      ...rest,
      ...(error === undefined ? {} : { error: { code: error.code, message: maskSecrets(error.message) } }),
    })),
    ...(leftOut > 0 ? { callsLeftOut: leftOut } : {}),
  };
  try {
    const half = `${file}.${process.pid}.half`;
    writeFileSync(half, `${JSON.stringify(report, null, 2)}\n`);
    renameSync(half, file);
  } catch (error) {
    throw new Error(`Couldn't write the report ${file}: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

interface Page {
  readonly HITs?: readonly Readonly<Record<string, unknown>>[];
  readonly NextToken?: string;
}

/** Counts what is there at the end. What can't be counted says why. */
async function finalCounts(source: CountSource): Promise<Record<string, unknown>> {
  try {
    const statuses = new Map<string, number>();
    const assignments = { available: 0, pending: 0, submitted: 0, reviewed: 0 };
    const count = (hit: Readonly<Record<string, unknown>>, name: string): number => Number(hit[name] ?? 0);
    let hits = 0;
    let token: string | undefined;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const page = (await call(source, 'ListHITs', {
        MaxResults: 100,
        ...(token ? { NextToken: token } : {}),
      })) as Page;
      for (const hit of page.HITs ?? []) {
        hits += 1;
        const status = String(hit.HITStatus);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        const [available, pending, reviewed] = ['Available', 'Pending', 'Completed'].map(name =>
          count(hit, `NumberOfAssignments${name}`),
        ) as [number, number, number];
        assignments.available += available;
        assignments.pending += pending;
        assignments.reviewed += reviewed;
        assignments.submitted += Math.max(0, count(hit, 'MaxAssignments') - available - pending - reviewed);
      }
      token = page.NextToken;
      if (!token || !page.HITs?.length) break;
    }
    const { AvailableBalance: balance } = (await call(source, 'GetAccountBalance', {})) as {
      AvailableBalance?: string;
    };
    const { made } = source.control
      ? ((await callControl(source.control, 'stats')) as { made?: Record<string, unknown> })
      : {};
    return { hits, hitsByStatus: Object.fromEntries(statuses), assignments, balance, ...(made ? { made } : {}) };
  } catch (error) {
    return { unknown: error instanceof Error ? error.message : String(error) };
  }
}

async function call({ endpoint, keys }: CountSource, operation: string, input: unknown): Promise<unknown> {
  const body = Buffer.from(JSON.stringify(input));
  const headers = {
    host: new URL(endpoint).host,
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `MTurkRequesterServiceV20170117.${operation}`,
  };
  const signed = signCall({ method: 'POST', path: '/', headers, body }, keys, Date.now());
  const { host: _, 'content-length': __, ...rest } = signed;
  const response = await fetch(endpoint, { method: 'POST', headers: rest, body, signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`Local answered ${response.status} to ${operation}`);
  return response.json();
}
