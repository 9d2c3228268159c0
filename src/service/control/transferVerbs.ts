/** The verbs `export` and `import`: the whole state as lines of JSON, never all of it in memory. */

import { closeSync, createWriteStream, openSync, readSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { setImmediate as turn } from 'node:timers/promises';
import * as v from 'valibot';
import { counted } from '../../mturk/plurals.ts';
import type { Engine } from '../engine.ts';
import { openSnapshot, type Snapshot, type StateRow, TransferRefusal } from '../storage/transfer.ts';
import { ControlError } from './refusal.ts';

const format = 'mturk-local';
const formatVersion = 1;
/** Lines go out in pieces of about so many characters. */
const pieceSize = 64 * 1024;

const header = v.object({ format: v.literal(format), version: v.literal(formatVersion) });
const line = v.union([
  v.strictObject({ table: v.string(), row: v.record(v.string(), v.unknown()) }),
  v.strictObject({ end: v.number() }),
]);

/** Streams the state as it is now; what happens meanwhile is not in it. */
export async function exportState(engine: Engine, response: ServerResponse): Promise<void> {
  await withFolder(async folder => {
    const file = join(folder, 'state.db');
    await engine.snapshot(file);
    const snapshot = openSnapshot(file);
    try {
      const rest = pieces(linesOf(snapshot));
      // What can't be read at all is an answer that says so, not one that breaks off.
      const first = await rest.next();
      response.writeHead(200, { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store' });
      if (!first.done) response.write(first.value);
      await pipeline(Readable.from(rest), response);
    } finally {
      snapshot.close();
    }
  });
}

function* linesOf(snapshot: Snapshot): Iterable<string> {
  yield JSON.stringify({ format, version: formatVersion });
  let count = 0;
  for (const row of snapshot.rows()) {
    count++;
    yield JSON.stringify(row);
  }
  yield JSON.stringify({ end: count });
}

/** Others have their turn between two of them: an export may take seconds. */
async function* pieces(lines: Iterable<string>): AsyncGenerator<string, void> {
  let piece = '';
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < pieceSize) continue;
    yield piece;
    piece = '';
    await turn();
  }
  if (piece !== '') yield piece;
}

/** Takes over an exported state, all of it or nothing. Rejects with ControlError. */
export async function importState(
  request: IncomingMessage,
  adopt: (rows: Iterable<StateRow>) => Promise<void>,
): Promise<void> {
  await withFolder(async folder => {
    const file = join(folder, 'state.jsonl');
    await pipeline(request, createWriteStream(file));
    try {
      await adopt(rowsIn(file));
    } catch (error) {
      if (error instanceof TransferRefusal) throw new ControlError(400, 'InvalidImport', error.message);
      throw error;
    }
  });
}

function* rowsIn(file: string): Iterable<StateRow> {
  let count = -1;
  let ended = false;
  for (const text of linesIn(file)) {
    if (ended) throw new TransferRefusal('data follows the end');
    const json = parse(text, count + 2);
    if (count === -1) {
      if (!v.is(header, json)) throw new TransferRefusal('this is not an export of this version of Local');
      count = 0;
      continue;
    }
    const read = v.safeParse(line, json);
    if (!read.success) throw new TransferRefusal(`line ${count + 2} is not a line of an export`);
    if ('end' in read.output) {
      if (read.output.end !== count)
        throw new TransferRefusal(`${counted(read.output.end, 'row was', 'rows were')} exported, and ${count} arrived`);
      ended = true;
    } else {
      count++;
      yield read.output;
    }
  }
  if (!ended) throw new TransferRefusal('the end is missing');
}

function parse(text: string, number: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TransferRefusal(`line ${number} is not JSON`);
  }
}

/** Synchronous, because it is read inside a transaction. */
function* linesIn(file: string): Iterable<string> {
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(1 << 20);
    const decoder = new StringDecoder('utf8');
    let rest = '';
    for (let size = readSync(descriptor, buffer); size > 0; size = readSync(descriptor, buffer)) {
      const lines = (rest + decoder.write(buffer.subarray(0, size))).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest !== '') yield rest;
  } finally {
    closeSync(descriptor);
  }
}

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mturk-local-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
