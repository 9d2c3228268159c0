/**
 * What the user noted about assignments: a private text and a mark each, kept on this machine and never sent anywhere.
 * Windows share a file that only grows: each line changes a text or a mark, and the last change of each counts.
 */
import * as v from 'valibot';
import type { Instant } from '../mturk/model.ts';
import type { Change } from './change.ts';

export const noteMarks = ['star', 'question', 'flag'] as const;
export type NoteMark = (typeof noteMarks)[number];

/** The names of marks, and the sign of each where there is no room for more. */
export const markNames: Readonly<Record<NoteMark, string>> = { star: 'Star', question: 'Question', flag: 'Flag' };
export const markSigns: Readonly<Record<NoteMark, string>> = { star: '★', question: '?', flag: '⚑' };

export interface Note {
  readonly assignmentId: string;
  readonly hitId: string;
  /** One line; empty for none. */
  readonly text: string;
  readonly mark: NoteMark | undefined;
}

/** What is left out stays as it was. An empty text and `null` take the text and the mark away. */
export interface NoteChange {
  readonly assignmentId: string;
  readonly hitId: string;
  readonly text?: string;
  readonly mark?: NoteMark | null;
}

/** Where notes are kept. Several windows may have it open. */
export interface NotesFile {
  /** Its bytes from a position on; none if it is not there. */
  read(from: number): Promise<Uint8Array>;
  /** Adds to its end, all or, in a crash, a part. Rejects with what the disk says. */
  append(text: string): Promise<void>;
  /** Calls when somebody may have added something. */
  watch(changed: () => void): { dispose(): void };
}

/** Bytes of UTF-8. */
export const longestNote = 10_000;

const line = v.object({
  assignmentId: v.string(),
  hitId: v.string(),
  at: v.number(),
  text: v.optional(v.string()),
  mark: v.optional(v.nullable(v.picklist(noteMarks))),
});
type Line = v.InferOutput<typeof line>;

interface Entry {
  note: Note;
  textAt: Instant;
  markAt: Instant;
}

interface NotesOptions {
  readonly file: NotesFile;
  /** Milliseconds since the epoch. */
  readonly now: () => Instant;
  /** Is called with the notes that say something else than before. */
  readonly changed: (notes: readonly Note[]) => void;
}

export class Notes {
  readonly #options: NotesOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #byHIT = new Map<string, Set<string>>();
  #position = 0;
  #last: Promise<unknown> = Promise.resolve();
  #watching: { dispose(): void } | undefined;

  constructor(options: NotesOptions) {
    this.#options = options;
  }

  /** Reads what was noted, and goes on reading what other windows add. Never rejects: what can't be read is not shown. */
  async load(): Promise<void> {
    this.#watching ??= this.#options.file.watch(() => void this.#catchUp().catch(() => {}));
    await this.#catchUp().catch(() => {});
  }

  dispose(): void {
    this.#watching?.dispose();
  }

  /** What is noted about an assignment, if anything is. */
  of(assignmentId: string): Note | undefined {
    const note = this.#entries.get(assignmentId)?.note;
    return note && isNoted(note) ? note : undefined;
  }

  /** What is noted about the assignments of a HIT. */
  ofHIT(hitId: string): readonly Note[] {
    const ids = this.#byHIT.get(hitId);
    return ids ? [...ids].flatMap(id => this.of(id) ?? []) : nothing;
  }

  /** Writes changes down; they show when they are on disk. Rejects with what the disk says. */
  async change(changes: readonly NoteChange[]): Promise<void> {
    if (changes.length === 0) return;
    await this.#catchUp();
    const lines = changes.map(({ assignmentId, hitId, text, mark }): Line => {
      const { textAt = 0, markAt = 0 } = this.#entries.get(assignmentId) ?? {};
      return {
        assignmentId,
        hitId,
        // A clock that was set back must not make the newest change an old one.
        at: Math.max(this.#options.now(), textAt + 1, markAt + 1),
        ...(text === undefined ? {} : { text: oneLine(text) }),
        ...(mark === undefined ? {} : { mark }),
      };
    });
    // A line break first: whoever wrote last may have crashed in the middle of a line.
    await this.#options.file.append(`\n${lines.map(each => JSON.stringify(each)).join('\n')}\n`);
    await this.#catchUp();
  }

  /** Reads what was added since, one reading after the other. */
  #catchUp(): Promise<void> {
    const result = this.#last.then(() => this.#read());
    this.#last = result.catch(() => {});
    return result;
  }

  async #read(): Promise<void> {
    const bytes = await this.#options.file.read(this.#position);
    // What follows the last line break is still being written.
    const end = bytes.lastIndexOf(lineBreak) + 1;
    this.#position += end;
    const changed = new Map<string, Note>();
    for (const text of new TextDecoder().decode(bytes.subarray(0, end)).split('\n')) {
      const read = text === '' ? undefined : parse(text);
      const note = read && this.#take(read);
      if (note) changed.set(note.assignmentId, note);
    }
    if (changed.size > 0) this.#options.changed([...changed.values()]);
  }

  /** Gives the note if the line changed it. */
  #take({ assignmentId, hitId, at, text, mark }: Line): Note | undefined {
    const entry = this.#entries.get(assignmentId) ?? {
      note: { assignmentId, hitId, text: '', mark: undefined },
      textAt: 0,
      markAt: 0,
    };
    const before = entry.note;
    if (text !== undefined && at >= entry.textAt) {
      entry.textAt = at;
      entry.note = { ...entry.note, text: oneLine(text) };
    }
    if (mark !== undefined && at >= entry.markAt) {
      entry.markAt = at;
      entry.note = { ...entry.note, mark: mark ?? undefined };
    }
    this.#entries.set(assignmentId, entry);
    const ids = this.#byHIT.get(hitId) ?? new Set();
    this.#byHIT.set(hitId, ids.add(assignmentId));
    return entry.note.text === before.text && entry.note.mark === before.mark ? undefined : entry.note;
  }
}

/** What an account tells of notes. */
export function noted(notes: readonly Note[]): Pick<Change, 'notes' | 'assignments'> {
  return {
    notes: new Set(notes.map(({ assignmentId }) => assignmentId)),
    assignments: new Set(notes.map(({ hitId }) => hitId)),
  };
}

const nothing: readonly Note[] = [];
const lineBreak = 0x0a;

function isNoted({ text, mark }: Note): boolean {
  return text !== '' || mark !== undefined;
}

/** A note is one line of at most {@link longestNote}: boxes and rows show no more. */
export function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const bytes = new TextEncoder().encode(line);
  if (bytes.length <= longestNote) return line;
  // Streaming leaves out a character that the end cuts in two.
  return new TextDecoder().decode(bytes.subarray(0, longestNote), { stream: true });
}

function parse(text: string): Line | undefined {
  try {
    const read = v.safeParse(line, JSON.parse(text));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}

/** Notes that last as long as the window. */
export function memoryNotes(): NotesFile {
  let bytes = new Uint8Array();
  return {
    read: async from => bytes.subarray(from),
    append: async text => {
      bytes = new Uint8Array([...bytes, ...new TextEncoder().encode(text)]);
    },
    watch: () => ({ dispose: () => {} }),
  };
}
