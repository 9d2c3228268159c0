/** Texts with `${column}` in them. Only names of columns are replaced: scripts of pages have their own `${…}`. */

import type { Span } from '../mturk/textSpan.ts';
import { escapeXml } from '../mturk/xml.ts';
import type { Row } from './dataTable.ts';

/** How a cell goes into its place. */
export type Escaping = 'raw' | 'cdata' | 'xml' | 'url' | 'address';

export interface Placeholder extends Span {
  readonly name: string;
  /** The column's place in a row's cells. */
  readonly column: number;
}

export interface TextTemplate {
  /** The texts before, between and after the placeholders: one more than there are placeholders. */
  readonly literals: readonly string[];
  readonly placeholders: readonly Placeholder[];
  /** `${…}` that no column has the name of. */
  readonly others: readonly (Span & { readonly name: string })[];
}

const longestName = 200;
/** In one text; more are left alone. */
const mostPlaceholders = 20_000;

/** The columns by the names that placeholders may use: `word` also means the column `Input.word` of a results file. */
export function columnIndex(columns: readonly string[]): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  for (const [at, name] of columns.entries()) if (name.startsWith('Input.')) index.set(name.slice('Input.'.length), at);
  for (const [at, name] of columns.entries()) index.set(name, at);
  return index;
}

export function compileText(text: string, columns: ReadonlyMap<string, number>): TextTemplate {
  const literals: string[] = [];
  const placeholders: Placeholder[] = [];
  const others: TextTemplate['others'][number][] = [];
  let last = 0;
  for (let start = text.indexOf('${'); start !== -1 && placeholders.length < mostPlaceholders; ) {
    const close = text.slice(start + 2, start + 2 + longestName + 1).search(/[{}\r\n]/);
    const end = start + 2 + close + 1;
    if (close > 0 && text[end - 1] === '}') {
      const name = text.slice(start + 2, end - 1);
      const column = columns.get(name) ?? columns.get(name.trim());
      if (column === undefined) {
        if (others.length < mostPlaceholders) others.push({ name, start, end });
      } else {
        literals.push(text.slice(last, start));
        placeholders.push({ name, column, start, end });
        last = end;
      }
    }
    start = text.indexOf('${', start + 2);
  }
  literals.push(text.slice(last));
  return { literals, placeholders, others };
}

/** Fills in a row, as the pieces that it is made of: literals at even places, cells at odd ones. */
export function fillPieces(
  { literals, placeholders }: TextTemplate,
  row: Pick<Row, 'cells'>,
  escaping: readonly Escaping[],
): string[] {
  const pieces = [literals[0] ?? ''];
  for (const [at, { column }] of placeholders.entries())
    pieces.push(escapeCell(row.cells[column] ?? '', escaping[at] ?? 'raw'), literals[at + 1] ?? '');
  return pieces;
}

/** Fills in a row. `escaping` says for each placeholder how; one for all otherwise. */
export function fillText(
  { literals, placeholders }: TextTemplate,
  row: Pick<Row, 'cells'>,
  escaping: Escaping | readonly Escaping[] = 'raw',
): string {
  let text = literals[0] ?? '';
  for (const [at, { column }] of placeholders.entries()) {
    const how = typeof escaping === 'string' ? escaping : (escaping[at] ?? 'raw');
    text += escapeCell(row.cells[column] ?? '', how) + (literals[at + 1] ?? '');
  }
  return text;
}

export function escapeCell(cell: string, escaping: Escaping): string {
  switch (escaping) {
    case 'raw':
      return cell;
    case 'cdata':
      return cell.replaceAll(']]>', ']]]]><![CDATA[>');
    case 'xml':
      return escapeXml(cell);
    case 'url':
      return encodeURIComponent(cell.toWellFormed());
    case 'address':
      // A whole address stays one: only what no address may hold is encoded.
      return escapeXml(encodeURI(cell.trim().toWellFormed()).replaceAll('%25', '%'));
  }
}
