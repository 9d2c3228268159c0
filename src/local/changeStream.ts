/** The stream of the control API that keeps the service running and that reports what changes (docs/local-service.md, `attach`). */
import { request } from 'node:http';
import * as v from 'valibot';
import { headersOf, type RunningLocal } from './controlClient.ts';

/** Calls back every so many milliseconds until it is disposed. */
export type Every = (milliseconds: number, callback: () => void) => { dispose(): void };

export interface ChangeListener {
  /** The stream is open: from now on no change is missed. `dataSet` is the ID of the data that the service holds. */
  onOpen(dataSet: string | undefined): void;
  /** How far the service's clock is ahead of this machine's, in ms. Called before every change. */
  onAhead(ahead: number): void;
  /**
   * Reports the HITs that changed, that blocks, qualifications, requests for them or their types did (`people`), or that anything
   * may have. After a reset, `dataSet` is another one than before.
   */
  onChanged(changed: readonly string[] | 'everything' | 'people', dataSet: string | undefined): void;
}

/**
 * Why a stream ended: the service said that it stops, it doesn't take this token, or the stream broke, which says nothing of the
 * service.
 */
type StreamEnd = 'stopping' | 'refused' | 'lost';

/** Silence is measured in ticks of the time in which this process runs: after a sleep, what has arrived meanwhile is read first. */
const tick = 5000;
/** Ticks until the service has to have answered. */
const openWithin = 2;
/** Heartbeats that may be missed. */
const missed = 3;
/** Characters of one line; the service's are at most a twentieth of it. */
const longestLine = 1 << 20;

const event = v.object({
  attached: v.optional(v.boolean()),
  heartbeatSeconds: v.optional(v.number()),
  stopping: v.optional(v.boolean()),
  /** The service's time in seconds since the epoch. */
  now: v.number(),
  /** The same less this machine's time when the line was written, which may be a while ago. */
  ahead: v.optional(v.number()),
  dataSet: v.optional(v.string()),
  changed: v.optional(
    v.object({ HITIds: v.array(v.string()), everything: v.optional(v.boolean()), people: v.optional(v.boolean()) }),
  ),
});

/** Opens the stream and reads it until it ends. Never rejects. */
export function readChanges(
  local: RunningLocal,
  listener: ChangeListener,
  { signal, every }: { readonly signal: AbortSignal; readonly every: Every },
): Promise<StreamEnd> {
  return new Promise(resolve => {
    let silent = 0;
    let patience = openWithin;
    let stopping = false;
    let rest = '';
    // Not `fetch`, which gives up a body in which nothing has come for 300 s.
    const sent = request(`${local.controlUrl}/attach`, {
      method: 'POST',
      headers: headersOf(local),
      agent: false,
      signal,
    });
    const watch = every(tick, () => {
      silent += 1;
      if (silent > patience) sent.destroy();
    });
    const finish = (end: StreamEnd): void => {
      watch.dispose();
      sent.destroy();
      resolve(stopping ? 'stopping' : end);
    };
    const take = (line: string): void => {
      const read = v.safeParse(event, parse(line));
      if (!read.success) return;
      const { attached, heartbeatSeconds, now, ahead, changed, dataSet } = read.output;
      stopping ||= read.output.stopping === true;
      if (heartbeatSeconds !== undefined) patience = Math.ceil((missed * heartbeatSeconds * 1000) / tick);
      else if (attached) patience = Number.POSITIVE_INFINITY;
      listener.onAhead((ahead ?? now - Date.now() / 1000) * 1000);
      if (attached) listener.onOpen(dataSet);
      if (changed?.people) listener.onChanged('people', dataSet);
      if (changed?.everything) listener.onChanged('everything', dataSet);
      else if (changed && changed.HITIds.length > 0) listener.onChanged(changed.HITIds, dataSet);
    };
    let answered = false;
    sent.on('response', response => {
      answered = true;
      if (response.statusCode !== 200) return finish(response.statusCode === 401 ? 'refused' : 'lost');
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        silent = 0;
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) if (!signal.aborted) take(line);
        if (rest.length > longestLine) finish('lost');
      });
      response.on('error', () => finish('lost'));
      response.on('close', () => finish('lost'));
    });
    // A connection may be closed before the last of what came through it is read.
    for (const event of ['error', 'close'])
      sent.on(event, () => {
        if (!answered) finish('lost');
      });
    sent.end('{}');
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
