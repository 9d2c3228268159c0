/** Tables of the pages of workers and qualification types. */
import { answerFields, decodeAnswers } from '../../mturk/answers.ts';
import type { Instant } from '../../mturk/model.ts';
import { printable } from '../../mturk/plainText.ts';
import type { Cell, PageRef, PageTable } from './contract.ts';

/** Rows of a table; of more, those that its own order has first are listed. */
export const mostRows = 10_000;
/** Characters in a cell: a page has tens of thousands. */
const longestCell = 300;
/** Milliseconds: no date is later. */
const latest = 8.64e15;

export function textCell(text: string, ref?: PageRef): Cell {
  return { text: printable(text, longestCell), ...(ref ? { ref } : {}) };
}

export function numberCell(text: string, sort: number): Cell {
  return { text, sort };
}

/** Nothing where the moment is unknown. */
export function timeCell(at: Instant | undefined): Cell {
  const known = at !== undefined && at !== 0 && Number.isFinite(at) && Math.abs(at) <= latest;
  return known ? { text: '', sort: at, at } : { text: '', sort: 0 };
}

export function scoreCell(score: number | undefined): Cell {
  return score === undefined
    ? { text: 'none', sort: Number.NEGATIVE_INFINITY }
    : numberCell(score.toLocaleString('en'), score);
}

/** A table of `items`, which are in its own order. */
export function tableOf<T>(
  about: Omit<PageTable, 'rows' | 'total' | 'caption'> & { readonly caption?: string | undefined },
  items: readonly T[],
  rowOf: (item: T) => readonly Cell[],
): PageTable {
  const { caption, ...rest } = about;
  const cut =
    items.length > mostRows
      ? [`The first ${mostRows.toLocaleString('en')} of ${items.length.toLocaleString('en')}.`]
      : [];
  const captions = [...(caption ? [caption] : []), ...cut];
  return {
    ...rest,
    ...(captions.length > 0 ? { caption: captions.join(' ') } : {}),
    rows: items.slice(0, mostRows).map(rowOf),
    total: items.length,
  };
}

/** Answers in one line, as QuestionFormAnswers XML; nothing where they were not read. */
export function answersText(answer: string | undefined): string {
  if (answer === undefined) return '';
  const decoded = decodeAnswers(answer);
  if (!decoded.ok) return 'can’t be decoded';
  return answerFields(decoded.answers)
    .map(({ name, text }) => `${name}: ${text}`)
    .join('; ');
}
