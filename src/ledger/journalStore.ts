/** Where a journal's bytes are. */
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that only grows, as far as a journal needs one. All methods reject with what the file system says. */
export interface JournalStore {
  /** Bytes; nothing where there is no file yet. */
  size(): Promise<number>;
  /** At most so many bytes from a position on; fewer at the end. */
  read(position: number, length: number): Promise<Uint8Array>;
  /** Hands bytes to the operating system: from then on they survive the end of this process. */
  append(bytes: Uint8Array): Promise<void>;
  /** Puts what was appended on the disk: from then on it survives a power cut. */
  sync(): Promise<void>;
  /** Cuts off what a crash left of a line. */
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}

/** A journal in a file, which is made with the first append; its folder must be there. */
export function fileStore(path: string): JournalStore {
  let writing: Promise<FileHandle> | undefined;
  const writer = () => {
    writing ??= openToAppend(path);
    return writing;
  };
  return {
    size: () =>
      whereThere(
        path,
        file => file.stat().then(({ size }) => size),
        () => 0,
      ),
    read: (position, length) =>
      whereThere(
        path,
        async file => {
          const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, position);
          return buffer.subarray(0, bytesRead);
        },
        () => new Uint8Array(),
      ),
    append: async bytes => {
      const file = await writer();
      for (let from = 0; from < bytes.length; ) from += (await file.write(bytes, from)).bytesWritten;
    },
    sync: async () => (await writer()).datasync(),
    truncate: async size => (await writer()).truncate(size),
    close: async () => {
      const file = await writing?.catch(() => undefined);
      writing = undefined;
      await file?.close();
    },
  };
}

async function openToAppend(path: string): Promise<FileHandle> {
  const file = await open(path, 'a', 0o600);
  // A new file's name must last as well. Windows can't, and need not, sync a folder.
  if (process.platform !== 'win32') {
    const folder = await open(dirname(path), 'r');
    await folder.sync().finally(() => folder.close());
  }
  return file;
}

async function whereThere<T>(path: string, use: (file: FileHandle) => Promise<T>, otherwise: () => T): Promise<T> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise();
    throw error;
  }
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

/** A journal in memory, for what need not outlive the process. */
export function memoryStore(): JournalStore {
  let bytes = Buffer.alloc(0);
  return {
    size: async () => bytes.length,
    read: async (position, length) => bytes.subarray(position, position + length),
    append: async more => {
      bytes = Buffer.concat([bytes, more]);
    },
    sync: async () => {},
    truncate: async size => {
      bytes = bytes.subarray(0, size);
    },
    close: async () => {},
  };
}
