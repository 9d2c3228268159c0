/** The qualifications that the service itself keeps, computed from what a worker is and did (reference.md §6.8). */
import type { Locale, Worker, WorkRecord } from './storage/peopleRows.ts';

export type QualificationValue =
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'locale'; readonly locale: Locale };

export interface SystemQualification {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Undefined where the worker does not have it. */
  value(worker: Worker, record: WorkRecord): QualificationValue | undefined;
}

/** Rates mean nothing before this many assignments. */
const enough = 100;

export const localeQualification = '00000000000000000071';

const masters = (id: string): SystemQualification => ({
  id,
  name: 'Masters',
  description:
    'Workers who have demonstrated excellence in a wide range of HITs are awarded the Masters Qualification.',
  value: worker => (worker.masters ? { kind: 'integer', value: 1 } : undefined),
});

/** Those of today's documentation, then those that older code still asks for. */
export const systemQualifications: readonly SystemQualification[] = [
  {
    id: '00000000000000000040',
    name: 'Worker_NumberHITsApproved',
    description: 'The number of HITs that a Worker has completed and that were approved.',
    value: (_, record) => ({ kind: 'integer', value: record.approved }),
  },
  {
    id: '000000000000000000L0',
    name: 'Worker_PercentAssignmentsApproved',
    description: 'The percentage of the assignments that a Worker has submitted that were approved.',
    value: (_, record) => percent(record.approved, record.approved + record.rejected, record.submitted, 100),
  },
  {
    id: localeQualification,
    name: 'Worker_Locale',
    description: 'The location of the Worker, as given in the mailing address.',
    value: worker => worker.locale && { kind: 'locale', locale: worker.locale },
  },
  {
    id: '00000000000000000060',
    name: 'Worker_Adult',
    description: 'Whether the Worker has agreed to see content that is meant for adults.',
    value: worker => ({ kind: 'integer', value: worker.adult ? 1 : 0 }),
  },
  masters('2ARFPLSP75KLA8M8DH1HTEQVJT3SY6'),
  masters('2F1QJWKUDD8XADTFD2Q0G6UTO95ALH'),
  {
    id: '00000000000000000000',
    name: 'Worker_PercentAssignmentsSubmitted',
    description: 'The percentage of the assignments that a Worker has accepted that were submitted.',
    value: (_, record) => percent(record.submitted, record.accepted, record.accepted, 100),
  },
  {
    id: '00000000000000000070',
    name: 'Worker_PercentAssignmentsAbandoned',
    description: 'The percentage of the assignments that a Worker has accepted that were abandoned.',
    value: (_, record) => percent(record.abandoned, record.accepted, record.accepted, 0),
  },
  {
    id: '000000000000000000E0',
    name: 'Worker_PercentAssignmentsReturned',
    description: 'The percentage of the assignments that a Worker has accepted that were returned.',
    value: (_, record) => percent(record.returned, record.accepted, record.accepted, 0),
  },
  {
    id: '000000000000000000S0',
    name: 'Worker_PercentAssignmentsRejected',
    description: 'The percentage of the assignments that a Worker has submitted that were rejected.',
    value: (_, record) => percent(record.rejected, record.approved + record.rejected, record.submitted, 0),
  },
];

export function systemQualification(id: string): SystemQualification | undefined {
  return systemQualifications.find(each => each.id === id);
}

function percent(part: number, whole: number, count: number, before: number): QualificationValue {
  const value = count < enough || whole === 0 ? before : Math.floor((part * 100) / whole);
  return { kind: 'integer', value };
}
