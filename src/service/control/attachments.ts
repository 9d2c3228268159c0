/** The control API's `attach`: a stream that stays open, reports changes, and shows that somebody is there. */
import type { ServerResponse } from 'node:http';
import type { Engine } from '../engine.ts';

/** Calls back every so many milliseconds until it is disposed. */
export type Every = (milliseconds: number, callback: () => void) => { dispose(): void };

export interface Attachments {
  open(response: ServerResponse): void;
  count(): number;
  close(): void;
}

interface AttachmentsOptions {
  readonly engine: Engine;
  /** Wall time in ms. */
  readonly wall: () => number;
  /** The ID of the data set that is served: another one after a reset or an import. */
  readonly dataSet: () => string;
  /** Called with the number of open streams whenever it changes. */
  readonly onCount: (open: number) => void;
  readonly every: Every;
}

/** Changes within this many ms go out as one line. */
const coalescing = 50;
/** More HITs than this are reported as "everything". */
const mostIds = 500;
/** Seconds between two lines at most: a reader that hears nothing for several times as long knows that the stream is dead. */
export const heartbeatSeconds = 15;
/** Bytes that wait for a reader who doesn't read; one with more is cut off and attaches again when it wakes up. */
const mostUnsent = 1 << 20;

export function createAttachments({ engine, wall, dataSet, onCount, every }: AttachmentsOptions): Attachments {
  const streams = new Set<ServerResponse>();
  const changed = new Set<string>();
  let people = false;
  let everything = false;
  let sending: NodeJS.Timeout | undefined;

  const time = () => ({ now: engine.now() / 1000, ahead: (engine.now() - wall()) / 1000 });

  const write = (stream: ServerResponse, line: object): void => {
    if (stream.writableLength > mostUnsent) stream.destroy();
    else stream.write(`${JSON.stringify({ ...line, ...time(), dataSet: dataSet() })}\n`);
  };
  const writeAll = (line: object): void => {
    for (const stream of streams) write(stream, line);
  };

  const send = (): void => {
    sending = undefined;
    const all = everything || changed.size > mostIds;
    const some = { HITIds: [...changed], ...(people ? { people } : {}) };
    const line = { changed: all ? { HITIds: [], everything: true } : some };
    people = false;
    everything = false;
    changed.clear();
    writeAll(line);
  };

  const stopListening = engine.onChange(changes => {
    if (streams.size === 0) return;
    if (changes.everything) everything = true;
    if (changes.people) people = true;
    for (const id of changes.hitIds) changed.add(id);
    sending ??= setTimeout(send, coalescing);
  });
  const beating = every(heartbeatSeconds * 1000, () => writeAll({}));

  return {
    open: response => {
      response.writeHead(200, { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store' });
      write(response, { attached: true, heartbeatSeconds });
      streams.add(response);
      response.on('close', () => {
        streams.delete(response);
        onCount(streams.size);
      });
      onCount(streams.size);
    },
    count: () => streams.size,
    close: () => {
      stopListening();
      clearTimeout(sending);
      beating.dispose();
      writeAll({ stopping: true });
      for (const stream of streams) stream.end();
    },
  };
}

/** {@link Every} by the system's timers, none of which keeps a process alive. */
export const everyInterval: Every = (milliseconds, callback) => {
  const timer = setInterval(callback, milliseconds);
  timer.unref();
  return { dispose: () => clearInterval(timer) };
};
