/** Zip files as folders: read one by one, never unpacked as a whole, within bounds. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { ImportProblem, type SourceFile } from '../files/imports/importedRows.ts';
import { openTables } from './tables.ts';

const headSize = 256 * 1024;
const mostEntries = 100_000;
/** Bytes when unpacked: of one file, and of all. */
const largestFile = 4 * 1024 ** 3;
const largestWhole = 16 * 1024 ** 3;
/** Text packs twenty times; a thousand times is no data. */
const mostPacked = 200;
/** Below this, nothing is a bomb. */
const harmless = 16 * 1024 * 1024;

/** The files of a zip. `ends` gets what lets go of it. Rejects with ImportProblem. */
export async function zipFiles(
  path: string,
  shown: string,
  folder: () => string,
  ends: (() => void)[],
): Promise<SourceFile[]> {
  let zip: ZipFile;
  try {
    // Names are checked, and sizes are held against what comes out.
    zip = await openPromise(path, { autoClose: false, lazyEntries: true, validateEntrySizes: true });
  } catch (error) {
    throw refusal(shown, error);
  }
  ends.push(() => zip.close());
  const files: SourceFile[] = [];
  let whole = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') || entry.fileName.startsWith('__MACOSX/')) continue;
      whole += entry.uncompressedSize;
      check(entry, whole, files.length, shown);
      files.push(zipped(zip, entry, `${shown}/${entry.fileName}`, folder, files.length));
    }
  } catch (error) {
    throw refusal(shown, error);
  }
  return files;
}

function check(entry: Entry, whole: number, count: number, shown: string): void {
  const { fileName, uncompressedSize: size, compressedSize: packed } = entry;
  if (/(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[A-Za-z]:/.test(fileName))
    throw new ImportProblem(
      `${shown} names a file outside the archive (${fileName.slice(0, 100)}). No supported program makes such files.`,
    );
  if (
    size > largestFile ||
    whole > largestWhole ||
    count >= mostEntries ||
    (size > harmless && size > packed * mostPacked)
  )
    throw new ImportProblem(
      `${shown} unpacks to far more than it should (${fileName.slice(0, 100)}). Unpack it yourself and select the folder.`,
    );
  if (entry.isEncrypted()) throw new ImportProblem(`${shown} is encrypted. Unpack it and select the folder.`);
}

function zipped(zip: ZipFile, entry: Entry, path: string, folder: () => string, index: number): SourceFile {
  const read = async (): Promise<Readable> => {
    try {
      return await zip.openReadStreamPromise(entry);
    } catch (error) {
      throw refusal(path, error);
    }
  };
  return {
    path,
    size: entry.uncompressedSize,
    head: async () => {
      const stream = await read();
      const parts: Uint8Array[] = [];
      let size = 0;
      try {
        for await (const part of stream as AsyncIterable<Uint8Array>) {
          parts.push(part);
          size += part.length;
          if (size >= headSize) break;
        }
      } catch (error) {
        throw refusal(path, error);
      }
      stream.destroy();
      return Buffer.concat(parts).subarray(0, headSize);
    },
    async *chunks() {
      try {
        yield* (await read()) as AsyncIterable<Uint8Array>;
      } catch (error) {
        throw refusal(path, error);
      }
    },
    database: async () => {
      const file = join(folder(), `${index}.db`);
      try {
        await pipeline(await read(), createWriteStream(file, { mode: 0o600 }));
      } catch (error) {
        throw refusal(path, error);
      }
      return openTables(file, path);
    },
  };
}

function refusal(shown: string, error: unknown): ImportProblem {
  if (error instanceof ImportProblem) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new ImportProblem(`${shown} can't be read as a zip file: ${reason}. Download or make it again.`);
}
