/** The qualification types that the service itself has, by name (reference.md §6.8). */
import { mastersQualifications } from './fees.ts';

/** Its value 1 says yes. */
export const adultQualification = '00000000000000000060';
export const localeQualification = '00000000000000000071';

const names: ReadonlyMap<string, string> = new Map([
  ['00000000000000000040', 'Number of approved assignments'],
  [localeQualification, 'Location'],
  [adultQualification, 'Adult content agreed to'],
  ['000000000000000000L0', 'Approval rate, %'],
  ['00000000000000000000', 'Submission rate, %'],
  ['00000000000000000070', 'Abandonment rate, %'],
  ['000000000000000000E0', 'Return rate, %'],
  ['000000000000000000S0', 'Rejection rate, %'],
  ...[...mastersQualifications].map(id => [id, 'Masters'] as const),
]);

/** The ids of types that the service itself has. */
export const systemQualificationIds: readonly string[] = [...names.keys()];

/** `undefined` for a type that some requester made. */
export function systemQualificationName(id: string): string | undefined {
  return names.get(id);
}
