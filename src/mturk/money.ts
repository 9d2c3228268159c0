/**
 * Money as the service writes it (a decimal string of dollars, reference.md §2) and as we count it: whole cents.
 */

/** A whole number of US cents. */
export type Cents = number & { readonly unit: 'cents' };

/** The service's own pattern for an amount (§2). */
export const amountPattern = /^[0-9]+(\.)?[0-9]{0,2}$/;

/** Says that a number is whole cents. Throws on fractions and on what a double can't hold exactly. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of cents: ${value}`);
  return value as Cents;
}

/** Reads an amount in the service's form ("5", "5.", "0.05"); `undefined` for anything else (§2). */
export function parseAmount(text: string): Cents | undefined {
  if (!amountPattern.test(text)) return undefined;
  const [dollars = '0', fraction = ''] = text.split('.');
  const value = Number(dollars) * 100 + Number(fraction.padEnd(2, '0'));
  return Number.isSafeInteger(value) ? (value as Cents) : undefined;
}

/** Writes an amount for the wire: two decimals, no sign, no grouping (§2). Negative amounts have no wire form. */
export function formatAmount(amount: Cents): string {
  if (amount < 0) throw new RangeError(`a negative amount has no wire form: ${amount}`);
  return `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
}

/** Writes an amount for people: "$1,234.50", "-$0.20". */
export function formatDollars(amount: Cents): string {
  const whole = Math.trunc(Math.abs(amount) / 100).toString();
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}$${grouped}.${String(Math.abs(amount) % 100).padStart(2, '0')}`;
}

export function addCents(...amounts: readonly Cents[]): Cents {
  return cents(amounts.reduce((sum, amount) => sum + amount, 0));
}

export function timesCents(amount: Cents, count: number): Cents {
  return cents(amount * count);
}
