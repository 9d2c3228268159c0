/** Makes an archive of files that other programs saved: all of them or nothing. */
import { existsSync } from 'node:fs';
import { unzonedNote } from '../files/imports/fields.ts';
import { finders } from '../files/imports/finders.ts';
import {
  type ImportedRecord,
  ImportProblem,
  type SavedEnvironment,
  type Sink,
  type Source,
  type SourceFile,
  type Zone,
} from '../files/imports/importedRows.ts';
import { chosenFiles } from './disk.ts';
import { putAside } from './inputRows.ts';
import { type ImportSummary, summaryOf } from './summary.ts';
import { ArchiveWriter } from './writer.ts';

export interface ImportOptions {
  /** Files and folders. */
  readonly paths: readonly string[];
  /** The archive to make. */
  readonly to: string;
  readonly zone?: Zone;
  /** Takes what comes from this service, and what does not say from where it comes. */
  readonly environment?: SavedEnvironment | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Wall time in ms. */
  readonly now: () => number;
}

export interface ImportProgress {
  /** Read so far, and all. */
  readonly sources: number;
  readonly of: number;
  /** What is read now. */
  readonly path: string;
  readonly objects: number;
}

/** The files hold objects of both services, whose IDs and money must not be mixed: one has to be named. */
export class MixedEnvironments extends ImportProblem {
  readonly counts: Readonly<Record<SavedEnvironment, number>>;

  constructor(counts: Readonly<Record<SavedEnvironment, number>>) {
    super(
      `The selection holds objects of production (${counts.production}) and of the sandbox (${counts.sandbox}). Import one of them at a time.`,
    );
    this.counts = counts;
  }
}

/** Between looks at whether to stop, and reports of progress. */
const everyObjects = 500;

/**
 * Reads everything that is recognized in the chosen files and writes the archive. Rejects with ImportProblem where a file can't be
 * read, nothing is recognised or both services are mixed, with the signal's reason when cancelled, or with an error of the file
 * system; nothing is left then, and a file that was there before stays.
 */
export async function importFiles(options: ImportOptions): Promise<ImportSummary> {
  const { paths, to, zone = 'UTC', environment, signal, now } = options;
  const chosen = await chosenFiles(paths, signal);
  try {
    const { sources, unread } = await findSources(chosen.files, signal);
    if (sources.length === 0) throw nothingFound(chosen.files);
    const archive = ArchiveWriter.create(to);
    try {
      const counts = { sandbox: 0, production: 0 };
      let objects = 0;
      let asOf = 0;
      for (const [index, source] of sources.entries()) {
        const report = (): void =>
          options.onProgress?.({ sources: index, of: sources.length, path: source.path, objects });
        report();
        archive.startSource(source.path, source.format);
        const sink: Sink = {
          zone,
          note: (kind, text, count) => archive.note(kind, text, count),
          add: record => {
            if (record.environment) counts[record.environment] += 1;
            if (environment && record.environment && record.environment !== environment) {
              archive.note('dropped', `objects of ${record.environment === 'sandbox' ? 'the sandbox' : 'production'}`);
              return;
            }
            asOf = Math.max(asOf, lastMoment(record));
            archive.add(record);
            if (!putAside.has(record.kind)) objects += 1;
            if (objects % everyObjects !== 0) return;
            signal?.throwIfAborted();
            report();
          },
        };
        signal?.throwIfAborted();
        await source.read(sink);
      }
      if (!environment && counts.sandbox > 0 && counts.production > 0) throw new MixedEnvironments(counts);
      if (objects === 0) throw nothingUsed(sources, archive);
      signal?.throwIfAborted();
      const known = environment ?? (counts.production > 0 ? 'production' : counts.sandbox > 0 ? 'sandbox' : undefined);
      const about = {
        origin: 'import',
        ...(known ? { environment: known } : {}),
        asOf,
        written: now() / 1000,
        unread: [],
      };
      archive.complete();
      const summary = summaryOf(archive, { unread: unread.map(({ path }) => path), unzoned: unzonedNote });
      const manifest = archive.finish(about);
      return { ...summary, file: to, counts: manifest.counts, asOf };
    } finally {
      // Without its own name, it was not finished.
      if (existsSync(ArchiveWriter.workingFile(to))) archive.abandon();
    }
  } finally {
    chosen.close();
  }
}

interface Found {
  readonly sources: readonly Source[];
  readonly unread: readonly SourceFile[];
}

/** Each file belongs to the first finder that knows it. */
async function findSources(files: readonly SourceFile[], signal?: AbortSignal): Promise<Found> {
  const sources: Source[] = [];
  let left = files;
  for (const find of finders) {
    signal?.throwIfAborted();
    const found = await find(left);
    if (found.length === 0) continue;
    sources.push(...found);
    const claimed = new Set(found.flatMap(source => source.files));
    left = left.filter(file => !claimed.has(file));
  }
  return { sources, unread: left };
}

function nothingFound(files: readonly SourceFile[]): ImportProblem {
  const which = files.length === 1 ? `${files[0]?.path} is not a file` : `None of the ${files.length} files is one`;
  return new ImportProblem(`${which} that Import can read. See docs/import.md for the files that it reads.`);
}

/** Files of a known form without anything in them that an archive holds. */
function nothingUsed(sources: readonly Source[], archive: ArchiveWriter): ImportProblem {
  const notes = archive.database.prepare('SELECT text, count FROM notes ORDER BY count DESC LIMIT 3').all();
  const why = notes.map(({ text, count }) => `${text} (${count})`).join('; ');
  return new ImportProblem(
    `${sources.length === 1 ? sources[0]?.path : `The ${sources.length} files`} held no HIT, assignment or other object${why ? `: ${why}` : ''}. Select other files.`,
  );
}

/** What happened, in seconds; what only was to happen, as an expiration, is no sign of the time of the data. */
const happened = [
  'CreationTime',
  'AcceptTime',
  'SubmitTime',
  'ApprovalTime',
  'RejectionTime',
  'GrantTime',
  'At',
] as const;

function lastMoment({ fields }: ImportedRecord): number {
  let last = 0;
  for (const name of happened) {
    const value = fields[name];
    if (typeof value === 'number' && value > last) last = value;
  }
  return last;
}
