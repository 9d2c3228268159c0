/** Qualification requirements in words (mturk-api.md §6.8). */
import type { Requirement } from '../../mturk/model.ts';
import type { RequirementView } from './contract.ts';

const mastersIds: ReadonlySet<string> = new Set(['2ARFPLSP75KLA8M8DH1HTEQVJT3SY6', '2F1QJWKUDD8XADTFD2Q0G6UTO95ALH']);

const adultId = '00000000000000000060';

const systemNames: Readonly<Record<string, string>> = {
  '00000000000000000040': 'Number of approved assignments',
  '00000000000000000071': 'Location',
  [adultId]: 'Adult content agreed to',
  '000000000000000000L0': 'Approval rate, %',
  '00000000000000000000': 'Submission rate, %',
  '00000000000000000070': 'Abandonment rate, %',
  '000000000000000000E0': 'Return rate, %',
  '000000000000000000S0': 'Rejection rate, %',
};

export function requirementView(requirement: Requirement): RequirementView {
  const { qualificationTypeId: id } = requirement;
  const name = mastersIds.has(id) ? 'Masters' : (Object.hasOwn(systemNames, id) && systemNames[id]) || '';
  return { id, name, condition: condition(requirement), guards: guards(requirement.actionsGuarded) };
}

function condition({ qualificationTypeId, comparator, integers, locales }: Requirement): string {
  const values = [...integers.map(String), ...locales];
  const [value = ''] = values;
  if (qualificationTypeId === adultId && comparator === 'EqualTo') return value === '1' ? 'yes' : 'no';
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
