/**
 * Long texts that the operations of a plan have in common, written down once with the plan. A question of 60 kB for each of ten
 * thousand rows would make a journal of 600 MB; with its template shared, a row costs what its cells do.
 */

/** A text in pieces: a number is the place of a shared text, a string is itself. */
export type Pieces = readonly (number | string)[];

/** Splits a text at the shared texts that it holds, in their order; those that it does not hold are passed over. */
export function splitText(text: string, shared: readonly string[]): Pieces {
  const pieces: (number | string)[] = [];
  let from = 0;
  for (const [place, each] of shared.entries()) {
    if (each === '') continue;
    const at = text.indexOf(each, from);
    if (at === -1) continue;
    if (at > from) pieces.push(text.slice(from, at));
    pieces.push(place);
    from = at + each.length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

/** Puts a text together again. Throws RangeError where a shared text is not there. */
export function joinText(pieces: Pieces, shared: readonly string[]): string {
  return pieces
    .map(piece => {
      if (typeof piece === 'string') return piece;
      const text = shared[piece];
      if (text === undefined) throw new RangeError(`there is no shared text ${piece}`);
      return text;
    })
    .join('');
}
