/**
 * What is between two marks on one line, at most so long, without the marks. Looked for by position, because expressions
 * for it take a time that grows faster than the text.
 */
export function* enclosed(text: string, open: string, close: string, most: number): Generator<string> {
  for (let at = text.indexOf(open); at !== -1; at = text.indexOf(open, at + open.length)) {
    const piece = text.slice(at + open.length, at + open.length + most + close.length);
    const end = piece.indexOf(close);
    if (end > 0 && !piece.slice(0, end).includes('\n')) yield piece.slice(0, end);
  }
}
