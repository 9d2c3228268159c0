/** The control API's `attach`: a stream that stays open, tells of changes, and says that somebody is there. */
import type { ServerResponse } from 'node:http';
import type { Engine } from '../engine.ts';

/** Changes within this many ms go out as one line. */
const coalescing = 50;
/** More HITs than this are told as "everything". */
const mostIds = 500;

export interface Attachments {
  open(response: ServerResponse): void;
  count(): number;
  close(): void;
}

/** `onCount` is told the number of open streams whenever it changes. */
export function createAttachments(engine: Engine, onCount: (open: number) => void): Attachments {
  const streams = new Set<ServerResponse>();
  const changed = new Set<string>();
  let everything = false;
  let sending: NodeJS.Timeout | undefined;

  const seconds = (): number => engine.now() / 1000;

  const send = (): void => {
    sending = undefined;
    const all = everything || changed.size > mostIds;
    const line = { changed: all ? { HITIds: [], everything: true } : { HITIds: [...changed] }, now: seconds() };
    everything = false;
    changed.clear();
    for (const stream of streams) stream.write(`${JSON.stringify(line)}\n`);
  };

  const stopListening = engine.onChange(changes => {
    if (streams.size === 0) return;
    if (changes.everything) everything = true;
    for (const id of changes.hitIds) changed.add(id);
    sending ??= setTimeout(send, coalescing);
  });

  return {
    open: response => {
      response.writeHead(200, { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store' });
      response.write(`${JSON.stringify({ attached: true, now: seconds() })}\n`);
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
      for (const stream of streams) stream.end();
    },
  };
}
