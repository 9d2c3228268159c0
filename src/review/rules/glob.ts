/** Patterns with `*` for any characters and `?` for one. Takes no more steps than the lengths of pattern and text multiplied. */
export function matchesGlob(pattern: string, text: string): boolean {
  const wanted = [...pattern];
  const given = [...text];
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < given.length; ) {
    if (wanted[at] === '*') {
      star = at;
      at += 1;
      resume = index;
    } else if (wanted[at] === '?' || (at < wanted.length && wanted[at] === given[index])) {
      at += 1;
      index += 1;
    } else if (star === -1) return false;
    else {
      at = star + 1;
      resume += 1;
      index = resume;
    }
  }
  while (wanted[at] === '*') at += 1;
  return at === wanted.length;
}
