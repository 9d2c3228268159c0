/**
 * Archives an account: all that operations read of an endpoint. What is done is written down, so that a run that was stopped goes
 * on; over an archive that is there, only what may have changed is read again, and what the endpoint has forgotten stays.
 */
import { copyFileSync, existsSync } from 'node:fs';
import { addObject } from '../files/imports/apiObjects.ts';
import type { RecordKind, Sink } from '../files/imports/importedRows.ts';
import type { MTurkClient } from '../mturk/client.ts';
import { pages } from '../mturk/paging.ts';
import { accountKinds, readAccountObjects, readWorkOf } from './endpointObjects.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { ArchiveRefusal, openArchiveFile } from './schema.ts';
import { isSettled, markOf, plain } from './settledHITs.ts';
import { ArchiveWriter } from './writer.ts';

interface CollectOptions {
  readonly client: Pick<MTurkClient, 'call'>;
  /** Where the data comes from, as the manifest names it. */
  readonly origin: string;
  readonly environment?: Manifest['environment'];
  readonly to: string;
  /** What Local has beside the API: lines of its export. */
  readonly localLines?: () => AsyncIterable<string>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CollectProgress) => void;
  /** Wall time in ms. */
  readonly now: () => number;
}

export interface CollectProgress {
  /** HITs that were read with their work, and all. */
  readonly hits: number;
  readonly of: number;
  readonly objects: number;
}

/** HITs that are read at the same time; the client's scheduler keeps to the rate that the service lets through. */
const concurrency = 24;
/** HITs between two writes to disk: so much is read again after a crash. */
const hitsPerCommit = 25;

const unreadAnywhere = [
  'review policies of HITs',
  'events: work that was accepted, returned or abandoned',
  'statistics',
  'files that workers uploaded',
] as const;
const unreadElsewhere = ['notification settings', 'messages to workers', 'HIT types without HITs'] as const;

/** Rejects with MTurkError, ArchiveRefusal, an error of the file system, or the signal's reason; the next call goes on from there. */
export async function collect(options: CollectOptions): Promise<Manifest> {
  const { to, origin, environment, signal, now } = options;
  const earlier = begin(to, origin);
  const archive = ArchiveWriter.resume(to);
  try {
    archive.run('CREATE TABLE IF NOT EXISTS done (step TEXT PRIMARY KEY, mark TEXT NOT NULL) WITHOUT ROWID');
    archive.set('origin', origin);
    archive.set('complete', 'false');
    archive.startSource(origin, 'operations of the API');
    archive.commit();
    const reader = new Collector(archive, options, earlier);
    await reader.hits();
    await reader.account();
    if (options.localLines) await reader.local(options.localLines());
    signal?.throwIfAborted();
    archive.run('DROP TABLE done');
    const asOf = now() / 1000;
    const unread = [...unreadAnywhere, ...(options.localLines ? [] : unreadElsewhere)];
    return archive.finish({ origin, ...(environment ? { environment } : {}), asOf, written: asOf, unread });
  } finally {
    archive.close();
  }
}

/** Takes a complete archive of the same endpoint as what to begin with; gives when it was written, in seconds. Throws ArchiveRefusal. */
function begin(to: string, origin: string): number {
  const working = ArchiveWriter.workingFile(to);
  if (existsSync(working) || !existsSync(to)) return 0;
  const complete = openArchiveFile(to);
  const manifest = readManifest(complete);
  complete.close();
  if (manifest?.origin !== origin)
    throw new ArchiveRefusal(
      `${to} is an archive of ${manifest?.origin ?? 'something else'}, not of ${origin}. Choose another file.`,
    );
  copyFileSync(to, working);
  return manifest.written;
}

class Collector {
  readonly #archive: ArchiveWriter;
  readonly #options: CollectOptions;
  readonly #earlier: number;
  #objects = 0;
  #sinceCommit = 0;

  constructor(archive: ArchiveWriter, options: CollectOptions, earlier: number) {
    this.#archive = archive;
    this.#options = options;
    this.#earlier = earlier;
  }

  /** All HITs, then the work of each. */
  async hits(): Promise<void> {
    const { client, signal, onProgress } = this.#options;
    const open: { readonly id: string; readonly mark: string; readonly settled: boolean }[] = [];
    let all = 0;
    for await (const page of pages(client, 'ListHITs', {}, signal ? { signal } : {}))
      for (const hit of page.HITs ?? []) {
        const id = hit.HITId ?? '';
        const mark = markOf(hit);
        all += 1;
        if (this.#isDone(`hit ${id}`, mark)) continue;
        const settled = isSettled(this.#archive, hit, this.#earlier);
        this.#put(hit);
        open.push({ id, mark, settled });
      }
    this.#commit();
    let next = 0;
    let done = all - open.length;
    let failed = false;
    const work = async (): Promise<void> => {
      for (let hit = open[next++]; hit && !failed; hit = open[next++]) {
        signal?.throwIfAborted();
        await this.#work(hit.id, hit.settled);
        this.#markDone(`hit ${hit.id}`, hit.mark);
        done += 1;
        onProgress?.({ hits: done, of: all, objects: this.#objects });
        this.#sinceCommit += 1;
        if (this.#sinceCommit >= hitsPerCommit) this.#commit();
      }
    };
    const workOrStopAll = (): Promise<void> =>
      work().catch(error => {
        failed = true;
        throw error;
      });
    await inParallel(Array.from({ length: concurrency }, workOrStopAll));
    this.#commit();
  }

  /** Nothing of a HIT is written before all of it was read. */
  async #work(HITId: string, settled: boolean): Promise<void> {
    const { client, signal } = this.#options;
    const { objects, moreResults } = await readWorkOf(client, HITId, settled, signal);
    if (moreResults) this.#archive.note('dropped', 'results of review policies beyond the first hundred of a HIT');
    for (const object of objects) this.#put(object);
  }

  /** What belongs to no HIT. It is read as a whole, and replaces what was read of it before. */
  async account(): Promise<void> {
    const { client, signal } = this.#options;
    const objects = await readAccountObjects(client, signal);
    signal?.throwIfAborted();
    for (const kind of accountKinds) this.#archive.run('DELETE FROM objects WHERE kind = ?', kind);
    for (const object of objects) this.#put(object);
    this.#commit();
  }

  /** What only Local's export has. */
  async local(lines: AsyncIterable<string>): Promise<void> {
    const { isEndOfExport, readExportLine, startExport } = await import('../files/imports/localExport.ts');
    const wanted: ReadonlySet<RecordKind> = new Set<RecordKind>(['HITType', 'NotificationSetting', 'Message', 'Event']);
    for (const kind of wanted) this.#archive.run('DELETE FROM objects WHERE kind = ?', kind);
    const seen = startExport();
    const sink = this.#sink(record => wanted.has(record));
    let complete = false;
    for await (const line of lines) {
      this.#options.signal?.throwIfAborted();
      complete ||= isEndOfExport(line);
      readExportLine(line, seen, { ...sink, note: () => undefined });
    }
    if (!complete)
      throw new ArchiveRefusal('The export of Local ends before it is complete. Archive the account again.');
    this.#commit();
  }

  #put(object: object): void {
    addObject(
      plain(object),
      this.#sink(() => true),
    );
  }

  #sink(wanted: (kind: RecordKind) => boolean): Sink {
    return {
      zone: 'UTC',
      note: (kind, text, count) => this.#archive.note(kind, text, count),
      add: record => {
        if (!wanted(record.kind)) return;
        this.#archive.put(record);
        this.#objects += 1;
      },
    };
  }

  #isDone(step: string, mark: string): boolean {
    return this.#archive.get('SELECT mark FROM done WHERE step = ?', step)?.mark === mark;
  }

  #markDone(step: string, mark: string): void {
    this.#archive.run('INSERT OR REPLACE INTO done (step, mark) VALUES (?, ?)', step, mark);
  }

  #commit(): void {
    this.#archive.commit();
    this.#sinceCommit = 0;
  }
}

/** Waits for all to end, also when one fails: nobody writes to an archive that is closed. */
async function inParallel(works: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(works);
  const failed = ends.find(end => end.status === 'rejected');
  if (failed) throw failed.reason;
}
