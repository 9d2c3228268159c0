/** What an archive keeps of the files that it was imported from: inputs of HITs, and cells of Amazon's results. */
import * as v from 'valibot';
import type { SavedRow } from '../../files/export/result.ts';
import { archiveObjects } from '../../local/archiveObjects.ts';
import type { RunningArchive } from '../../local/archiveProcess.ts';
import type { BatchInputs } from '../../panels/panelHost.ts';

type Archive = Pick<RunningArchive, 'controlUrl' | 'controlToken'>;

const inputsForm = v.object({ HITId: v.string(), Inputs: v.array(v.tuple([v.string(), v.string()])) });
const fileForm = v.object({ Id: v.string(), Answers: v.array(v.string()) });
const rowForm = v.object({
  AssignmentId: v.string(),
  AssignmentStatus: v.optional(v.string(), ''),
  File: v.string(),
  Row: v.optional(v.number()),
  Cells: v.record(v.string(), v.string()),
});

/** An archive never changes: its inputs are read once as long as it runs. */
const inputsByArchive = new WeakMap<Archive, Promise<BatchInputs>>();

/** The inputs of all HITs of an archive. Rejects with an Error. */
export function savedInputs(archive: Archive): Promise<BatchInputs> {
  const known = inputsByArchive.get(archive);
  if (known) return known;
  const read = readInputs(archive);
  inputsByArchive.set(archive, read);
  read.catch(() => inputsByArchive.delete(archive));
  return read;
}

async function readInputs(archive: Archive): Promise<BatchInputs> {
  const byHIT = new Map<string, readonly (readonly [string, string])[]>();
  for await (const object of archiveObjects(archive, 'Inputs')) {
    const { success, output } = v.safeParse(inputsForm, object);
    if (success) byHIT.set(output.HITId, output.Inputs);
  }
  return hitId => byHIT.get(hitId);
}

/** Rows of one HIT by assignment ID, and the answers that their files have columns of. */
export type SavedResults = (
  hitId: string,
  signal: AbortSignal,
) => Promise<readonly [rows: Readonly<Record<string, SavedRow>>, answers: readonly string[]]>;

/** Reads what files of Amazon's said of assignments. Rejects with an Error. */
export async function savedResults(archive: Archive): Promise<SavedResults> {
  const files = new Map<string, { readonly number: number; readonly answers: readonly string[] }>();
  for await (const object of archiveObjects(archive, 'ResultFile')) {
    const { success, output } = v.safeParse(fileForm, object);
    if (success) files.set(output.Id, { number: files.size, answers: output.Answers });
  }
  if (files.size === 0) return async () => [{}, []];
  return async (hitId, signal) => {
    const rows = new Map<string, SavedRow>();
    const answers = new Set<string>();
    for await (const object of archiveObjects(archive, 'ResultRow', { parent: hitId, signal })) {
      const read = v.safeParse(rowForm, object);
      const file = read.success ? files.get(read.output.File) : undefined;
      if (!read.success || !file) continue;
      const { AssignmentId: id, AssignmentStatus: status, Row: row, Cells: cells } = read.output;
      rows.set(id, { cells, status, ...(row === undefined ? {} : { place: [file.number, row] as const }) });
      for (const name of file.answers) answers.add(name);
    }
    return [Object.fromEntries(rows), [...answers]];
  };
}
