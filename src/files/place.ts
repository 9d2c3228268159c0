/** Where something is in a text, by line and column. */
import type { Span } from '../mturk/textSpan.ts';

export interface Place extends Span {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number;
}

/** A fault of the file, where it is. */
export interface FileProblem extends Place {
  readonly message: string;
}

/** A fault of a row, or of the file where there is no row. */
export interface RowProblem extends FileProblem {
  readonly row?: Place;
}

/** Lines and columns of offsets. A line ends with CR LF, LF or CR. */
export class Lines {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (const { 0: end, index } of text.matchAll(/\r\n|\n|\r/g)) this.#starts.push(index + end.length);
  }

  place({ start, end }: Span): Place {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    return { start, end, line: low + 1, column: start - (this.#starts[low] ?? 0) + 1 };
  }
}
