/** Qualification requirements in words (reference.md §6.8). */
import type { Requirement } from '../../mturk/model.ts';
import { adultQualification, systemQualificationName } from '../../mturk/systemQualifications.ts';
import type { RequirementView } from './contract.ts';

/** `nameOf` knows the names of types as far as they were read. */
export function requirementView(
  requirement: Requirement,
  nameOf: (typeId: string) => string | undefined = systemQualificationName,
): RequirementView {
  const { qualificationTypeId: id } = requirement;
  return { id, name: nameOf(id) ?? '', condition: condition(requirement), guards: guards(requirement.actionsGuarded) };
}

function condition({ qualificationTypeId, comparator, integers, locales }: Requirement): string {
  const values = [...integers.map(String), ...locales];
  const [value = ''] = values;
  if (qualificationTypeId === adultQualification && comparator === 'EqualTo') return value === '1' ? 'yes' : 'no';
  switch (comparator) {
    case 'LessThan':
      return `less than ${value}`;
    case 'LessThanOrEqualTo':
      return `at most ${value}`;
    case 'GreaterThan':
      return `more than ${value}`;
    case 'GreaterThanOrEqualTo':
      return `at least ${value}`;
    case 'EqualTo':
      return `is ${value}`;
    case 'NotEqualTo':
      return `is not ${value}`;
    case 'Exists':
      return 'must have it';
    case 'DoesNotExist':
      return 'must not have it';
    case 'In':
      return values.length === 1 ? `is ${value}` : `is one of ${values.join(', ')}`;
    case 'NotIn':
      return values.length === 1 ? `is not ${value}` : `is none of ${values.join(', ')}`;
    default:
      return [comparator, ...values].join(' ');
  }
}

function guards(actions: string): string {
  switch (actions) {
    case 'Accept':
      return '';
    case 'PreviewAndAccept':
      return 'to preview and accept';
    case 'DiscoverPreviewAndAccept':
      return 'to see, preview and accept';
    default:
      return `for ${actions}`;
  }
}
