/** The nearest of some names to one that was mistyped. */

/** Names longer than this are not compared. */
const longest = 60;

/** A name that differs in capitals alone, else one with at most a third of its letters typed wrong; `undefined` if none is near. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  if (name.length > longest) return undefined;
  const lower = plain(name);
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const each of names) {
    // Of two that are as near, the one that begins as it does.
    const distance = distanceOf(lower, plain(each)) + (each[0] === name[0] ? 0 : 0.5);
    if (distance <= Math.max(1, each.length / 3) && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
      best = { name: each, distance };
  }
  return best?.name;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[_\-\s]/g, '');
}

/** Insertions, deletions, substitutions and swaps of neighbours. */
function distanceOf(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      let value = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        value = Math.min(value, (before[j - 2] ?? 0) + 1);
      row.push(value);
    }
    before = last;
    last = row;
  }
  return last[other.length] ?? 0;
}
