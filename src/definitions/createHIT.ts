/** The requests of a definition: what CreateHIT is sent for a row. */

import { annotationOf, type HITOrigin } from '../mturk/batchAnnotation.ts';
import { mastersQualifications } from '../mturk/fees.ts';
import { formatAmount } from '../mturk/money.ts';
import type { Input } from '../mturk/operations.ts';
import type { Row } from './dataTable.ts';
import type { HITDefinition, RequirementSpec } from './definition.ts';
import { emptyRow } from './definitionQuestion.ts';
import type { LoadedDefinition } from './load.ts';
import { fillText } from './textTemplate.ts';

/** The parameters of CreateHIT, without a token. */
export type CreateHITInput = Omit<Input<'CreateHIT'>, 'UniqueRequestToken'> & { Title: string; Reward: string };

/** The ids of one endpoint for what a definition calls by name. */
export interface QualificationIds {
  readonly environment: string;
  /** The id of one of the requester's own qualification types; `undefined` where there is none of that name. */
  idOf(name: string): string | undefined;
  /** The id of the type that the workers of `exclude` have, or null while there are none; needed where a definition has that key. */
  readonly excluding?: string | null | undefined;
}

/** The names of qualification types that have to be looked up before anything is sent. */
export function qualificationNames({ requirements }: HITDefinition): string[] {
  return [...new Set(requirements.flatMap(({ type }) => ('name' in type ? [type.name] : [])))];
}

/**
 * The assignments of each HIT that one row becomes: `[20]`, or `[9, 9, 2]` with `split` 9. With more than a million HITs it gives
 * a million.
 */
export function assignmentsPerHIT({
  maxAssignments,
  split,
}: Pick<HITDefinition, 'maxAssignments' | 'split'>): number[] {
  const most = split ?? maxAssignments;
  const count = Math.min(Math.ceil(maxAssignments / most), 1_000_000);
  return Array.from({ length: count }, (_, at) => (at < count - 1 ? most : maxAssignments - most * (count - 1)));
}

/** The row to fill with: an empty one where there is no data. Throws RangeError for a row that is not there. */
export function rowOf({ data }: Pick<LoadedDefinition, 'data'>, number: number): Pick<Row, 'cells' | 'values'> {
  return data ? data.row(number) : emptyRow;
}

interface HITPlace {
  /** From 1. */
  readonly row: number;
  readonly maxAssignments: number;
  /** Marks the annotation; absent for a HIT that belongs to no batch. */
  readonly origin?: HITOrigin | undefined;
}

/**
 * The request that creates one HIT. Throws RangeError where a definition with errors was not refused before, and LiquidProblem
 * where a page can't be filled.
 */
export function createHITInput(loaded: LoadedDefinition, place: HITPlace, ids: QualificationIds): CreateHITInput {
  const { definition, texts, question } = loaded;
  const { reward, assignmentDuration, lifetime, autoApprovalDelay } = definition;
  if (reward === undefined || assignmentDuration === undefined || lifetime === undefined || !question)
    throw new RangeError('the definition has errors');
  const row = rowOf(loaded, place.row);
  const keywords = fillText(texts.keywords, row);
  const own = fillText(texts.annotation, row);
  const annotation = place.origin ? annotationOf(own, place.origin) : own;
  const requirements = [
    ...definition.requirements.map(each => requirementInput(each, ids)),
    ...exclusionOf(definition, ids),
  ];
  return {
    Title: fillText(texts.title, row),
    Description: fillText(texts.description, row),
    ...(keywords === '' ? {} : { Keywords: keywords }),
    Reward: formatAmount(reward),
    AssignmentDurationInSeconds: assignmentDuration,
    LifetimeInSeconds: lifetime,
    ...(autoApprovalDelay === undefined ? {} : { AutoApprovalDelayInSeconds: autoApprovalDelay }),
    MaxAssignments: place.maxAssignments,
    ...(annotation === '' ? {} : { RequesterAnnotation: annotation }),
    ...(requirements.length === 0 ? {} : { QualificationRequirements: requirements }),
    ...policy('AssignmentReviewPolicy', definition.assignmentReviewPolicy),
    ...policy('HITReviewPolicy', definition.hitReviewPolicy),
    ...(question.kind === 'layout'
      ? {
          HITLayoutId: question.id,
          HITLayoutParameters: question.parameters({ ...row, number: place.row, span: { start: 0, end: 0 } }),
        }
      : { Question: question.fill(row) }),
  };
}

type Policies = Pick<CreateHITInput, 'AssignmentReviewPolicy' | 'HITReviewPolicy'>;

function policy(member: keyof Policies, value: unknown): Policies {
  // As the file has it: the service checks it, and so does the check before publishing.
  return value === undefined ? {} : { [member]: value as Policies['HITReviewPolicy'] };
}

type RequirementInput = NonNullable<CreateHITInput['QualificationRequirements']>[number];

/** Of Masters, the sandbox's id first and production's second. */
const [mastersSandbox = '', mastersProduction = ''] = mastersQualifications;

/** The id of Masters at an environment. Local knows the sandbox's, and any other endpoint is taken for production. */
function mastersId(environment: string): string {
  return environment === 'local' || environment === 'sandbox' ? mastersSandbox : mastersProduction;
}

function requirementInput(spec: RequirementSpec, ids: QualificationIds): RequirementInput {
  const { comparator, integers, locales, guards, requiredToPreview } = spec;
  return {
    QualificationTypeId: typeId(spec, ids),
    Comparator: comparator as RequirementInput['Comparator'],
    ...(integers.length === 0 ? {} : { IntegerValues: [...integers] }),
    ...(locales.length === 0 ? {} : { LocaleValues: locales.map(each => ({ ...each })) }),
    ...(guards === undefined ? {} : { ActionsGuarded: guards }),
    ...(requiredToPreview === undefined ? {} : { RequiredToPreview: requiredToPreview }),
  };
}

/** Keeps the holders of a type from seeing the HIT at all. */
function exclusionOf({ exclude }: HITDefinition, { excluding }: QualificationIds): RequirementInput[] {
  if (exclude.length === 0 || excluding === null) return [];
  if (excluding === undefined) throw new RangeError('there is no qualification of the workers to exclude');
  return [{ QualificationTypeId: excluding, Comparator: 'DoesNotExist', ActionsGuarded: 'DiscoverPreviewAndAccept' }];
}

function typeId({ type }: RequirementSpec, { environment, idOf }: QualificationIds): string {
  if ('masters' in type) return mastersId(environment);
  if ('id' in type) return mastersQualifications.has(type.id) ? mastersId(environment) : type.id;
  const id = idOf(type.name);
  if (id === undefined) throw new RangeError(`there is no qualification type “${type.name}”`);
  return id;
}
