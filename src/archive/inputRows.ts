/** Gives rows of data files to the HITs that were made of them, by what their questions show. */

import type { NoteKind, RecordKind } from '../files/imports/importedRows.ts';
import { parsed } from '../files/imports/jsonValues.ts';

interface Target {
  readonly database: {
    prepare(sql: string): { all(...values: string[]): Record<string, unknown>[] };
  };
  run(sql: string, ...values: (string | number)[]): void;
  note(kind: NoteKind, text: string, count: number): void;
}

interface Row {
  readonly source: number;
  readonly inputs: readonly (readonly [name: string, text: string])[];
  /** Cells in all forms in which a question may have them; the longest first. */
  readonly cells: readonly (readonly string[])[];
}

/** Characters that the longest cell must have: shorter texts are in any question. */
const minLongestCell = 4;
/** Characters of questions that rows are searched for in: some seconds of work. */
const mostSearched = 4_000_000_000;

/** A HIT whose question several rows match gets none of them. Rows that are left over are noted. */
export function giveInputs(archive: Target): void {
  const { database } = archive;
  const found = database.prepare(`SELECT source, content FROM objects WHERE kind = 'InputRow' ORDER BY seq`).all();
  if (found.length === 0) return;
  archive.run(`DELETE FROM objects WHERE kind = 'InputRow'`);
  const rows = found.map(row => rowOf(Number(row.source), String(row.content)));
  const hits = database
    .prepare(
      `SELECT id, json_extract(content, '$.Question') AS question FROM objects AS h WHERE kind = 'HIT' AND question IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM objects AS i WHERE i.kind = 'Inputs' AND i.id = h.id) ORDER BY at, seq`,
    )
    .all();
  let given = 0;
  let left = mostSearched;
  for (const [place, hit] of hits.entries()) {
    const question = String(hit.question);
    // HITs are mostly made in the order of the rows.
    const first = rows[place];
    let matching = first && isIn(first, question) ? [first] : [];
    const searched = rows.length * question.length;
    if (matching.length === 0 && left >= searched) {
      left -= searched;
      matching = rows.filter(row => isIn(row, question));
    }
    const [row, another] = matching;
    if (!row || another) continue;
    given += 1;
    const id = String(hit.id);
    archive.run(
      `INSERT INTO objects (kind, id, parent, at, status, source, content) VALUES ('Inputs', ?, ?, 0, NULL, ?, ?)`,
      ...[id, id, row.source, JSON.stringify({ HITId: id, Inputs: row.inputs })],
    );
  }
  if (given > 0)
    archive.note('assumed', 'inputs of HITs whose questions show the cells of a row of a data file', given);
  if (given < rows.length) archive.note('dropped', 'rows of data files that belong to no HIT', rows.length - given);
}

function rowOf(source: number, content: string): Row {
  const { Inputs = [] } = (parsed(content) ?? {}) as { readonly Inputs?: Row['inputs'] };
  const texts = [...new Set(Inputs.map(([, text]) => text.trim()).filter(text => text !== ''))];
  const cells = texts.sort((one, other) => other.length - one.length).map(formsOf);
  return { source, inputs: Inputs, cells };
}

/** As it is, in a document, in a document's attribute, in an address, and in an address in a document. */
function formsOf(text: string): string[] {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  // Half characters have no form in an address.
  const encoded = text.isWellFormed()
    ? [encodeURIComponent(text), encodeURIComponent(text).replaceAll('%20', '+')]
    : [];
  return [...new Set([text, escaped, escaped.replaceAll('"', '&quot;').replaceAll("'", '&#39;'), ...encoded])];
}

function isIn({ cells }: Row, question: string): boolean {
  return (
    (cells[0]?.[0]?.length ?? 0) >= minLongestCell && cells.every(forms => forms.some(form => question.includes(form)))
  );
}

/** What is put aside while an import is read. */
export const putAside: ReadonlySet<RecordKind> = new Set<RecordKind>(['InputRow']);
