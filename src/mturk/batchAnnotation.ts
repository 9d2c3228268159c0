/**
 * RequesterAnnotation: the user's own text, then batch and row, by which a HIT is found again: `my study batch:k3m9x2q4p7 row:17`. A
 * row that became several HITs, or was published again, counts them behind a dot.
 */

export interface HITOrigin {
  /** Of ten letters and figures. */
  readonly batch: string;
  /** From 1. */
  readonly row: number;
  /** From 1: which HIT of the row. */
  readonly replica: number;
}

const longest = 255;
const suffix = /(?:^|\s)batch:([a-z0-9]{10}) row:(\d{1,9})(?:\.(\d{1,9}))?$/;

/** The annotation of a HIT. Longer than 255 characters where the user's own text leaves too little room. */
export function annotationOf(own: string, { batch, row, replica }: HITOrigin): string {
  const ours = `batch:${batch} row:${row}${replica > 1 ? `.${replica}` : ''}`;
  return own.trim() === '' ? ours : `${own.trimEnd()} ${ours}`;
}

/** How long the user's own text may be, so that both fit. */
export function ownAnnotationRoom(rows: number, replicas: number): number {
  const example = annotationOf('x', { batch: '0'.repeat(10), row: Math.max(1, rows), replica: Math.max(1, replicas) });
  return longest - (example.length - 1);
}

/** Reads back what {@link annotationOf} wrote; `undefined` for any other text. */
export function originOf(annotation: string | undefined): (HITOrigin & { readonly own: string }) | undefined {
  const found = annotation && suffix.exec(annotation);
  if (!found) return undefined;
  const [, batch = '', row = '', replica = '1'] = found;
  return { batch, row: Number(row), replica: Number(replica), own: annotation.slice(0, found.index) };
}

const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A new batch id of ten letters and figures, without those that look alike. `random` returns bytes. */
export function newBatchId(random: (count: number) => Uint8Array): string {
  return Array.from(random(10), byte => letters[byte % letters.length]).join('');
}
