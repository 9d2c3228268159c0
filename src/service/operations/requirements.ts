/** Qualification requirements: the rules of their values, and the form in which they are kept and echoed (reference.md §6.8). */

import { isCountry } from '../../mturk/countries.ts';
import { livingType } from '../qualificationRules.ts';
import { invalidCombination, invalidValue } from '../serviceErrors.ts';
import type { QualificationRequirementInput } from '../shapes/operationInputs.ts';
import type { QualificationRequirement } from '../storage/tableRows.ts';
import { localeQualification, systemQualification } from '../systemQualificationValues.ts';
import type { Call } from './call.ts';

const localeComparators: readonly string[] = ['EqualTo', 'NotEqualTo', 'In', 'NotIn', 'Exists', 'DoesNotExist'];

/** Checks a requirement and fills in both of its guards. Throws RequestError. */
export function readRequirement(call: Call, input: QualificationRequirementInput): QualificationRequirement {
  const { QualificationTypeId: id } = input;
  // Another requester's type may be asked for too.
  if (!systemQualification(id)) livingType(call, id);
  return checkedRequirement(input);
}

function checkedRequirement(input: QualificationRequirementInput): QualificationRequirement {
  const { QualificationTypeId: id, Comparator: comparator } = input;
  const integers = input.IntegerValues ?? [];
  const locales = input.LocaleValues ?? [];
  const refuse = (words: string) => invalidValue(`The requirement on QualificationType ${id} ${words}.`);

  if (integers.length > 0 && locales.length > 0) throw refuse('has both IntegerValues and LocaleValues');
  const isLocale = id === localeQualification || locales.length > 0;
  if (isLocale && integers.length > 0) throw refuse('compares locales: it takes LocaleValues, not IntegerValues');
  if (isLocale && id !== localeQualification)
    throw refuse('compares integers: it takes IntegerValues, not LocaleValues');
  if (isLocale && !localeComparators.includes(comparator)) throw refuse(`can't use ${comparator} with a locale`);

  const count = integers.length + locales.length;
  const most = isLocale ? 30 : 15;
  if (comparator === 'Exists' || comparator === 'DoesNotExist') {
    if (count > 0) throw refuse(`takes no values with ${comparator}`);
  } else if (comparator === 'In' || comparator === 'NotIn') {
    if (count === 0 || count > most) throw refuse(`takes 1 to ${most} values with ${comparator}`);
  } else if (count !== 1) throw refuse(`takes exactly one value with ${comparator}`);

  const preview = input.RequiredToPreview;
  const guarded = input.ActionsGuarded ?? (preview ? 'PreviewAndAccept' : 'Accept');
  if (preview && input.ActionsGuarded !== undefined) throw invalidCombination('ActionsGuarded', 'RequiredToPreview');
  const unknown = locales.find(({ Country }) => !isCountry(Country));
  if (unknown)
    throw invalidValue(
      `The value "${unknown.Country}" is not valid for the parameter Country: it is no ISO 3166-1 code.`,
    );
  return { ...input, RequiredToPreview: preview ?? false, ActionsGuarded: guarded };
}
