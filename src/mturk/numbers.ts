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

/**
 * Compares what two texts or numbers say, digit by digit: below, at or above 0. Both have to be numbers for {@link numberIn};
 * doubles would take 12345678901234567890 and ...891 for the same.
 */
export function compareDecimals(one: string | number, other: string | number): number {
  const left = decimalOf(String(one));
  const right = decimalOf(String(other));
  if (left.sign !== right.sign) return left.sign - right.sign;
  const size = left.digits.length + left.exponent - (right.digits.length + right.exponent);
  const width = Math.max(left.digits.length, right.digits.length);
  const [first, second] = [left.digits.padEnd(width, '0'), right.digits.padEnd(width, '0')];
  const larger = size !== 0 ? Math.sign(size) : first < second ? -1 : first > second ? 1 : 0;
  return left.sign < 0 ? 0 - larger : left.sign === 0 ? 0 : larger;
}

interface Decimal {
  readonly sign: -1 | 0 | 1;
  /** Without zeros at either end; '' for zero. */
  readonly digits: string;
  /** The power of ten by which the digits are multiplied. */
  readonly exponent: number;
}

function decimalOf(text: string): Decimal {
  const [mantissa = '', power = '0'] = text.trim().toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace(/^[+-]/, '').split('.');
  const leading = (whole + fraction).replace(/^0+/, '');
  const digits = leading.replace(/0+$/, '');
  if (digits === '') return { sign: 0, digits, exponent: 0 };
  const exponent = Number(power) - fraction.length + (leading.length - digits.length);
  return { sign: mantissa.startsWith('-') ? -1 : 1, digits, exponent };
}
