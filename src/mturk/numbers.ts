/** Numbers that people write into answers. */

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** No number that a double holds is written longer. */
const longestNumber = 40;

/** The number that a text is, white space around it apart; `undefined` if it is none or too big to be one. */
export function numberIn(text: string): number | undefined {
  if (text.length > longestNumber) return undefined;
  const trimmed = text.trim();
  if (!number.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}
