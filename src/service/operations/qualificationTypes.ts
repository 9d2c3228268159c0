/** Operations on qualification types (reference.md §3.4). */

import { disposeType, livingType, unknownType } from '../qualificationRules.ts';
import { RequestError } from '../serviceErrors.ts';
import type { QualificationType } from '../storage/peopleRows.ts';
import { type SystemQualification, systemQualification, systemQualifications } from '../systemQualificationValues.ts';
import { type Call, type Handlers, type JsonObject, nothing, seconds } from './call.ts';
import { pageOf } from './paging.ts';
import { changedType, newType } from './qualificationTypeInput.ts';

export const qualificationTypeOperations = {
  CreateQualificationType: (call, input) => {
    const type = newType(call, input);
    if (call.store.qualificationTypes.named(call.requester.id, type.name))
      throw new RequestError(
        'QualificationTypeAlreadyExists',
        "You have already created a QualificationType with this name. A QualificationType's name must be unique among all of the QualificationTypes created by the same user.",
      );
    call.store.qualificationTypes.add(type);
    call.touchPeople();
    return { QualificationType: typeForm(call, type) };
  },

  GetQualificationType: (call, input) => {
    const system = systemQualification(input.QualificationTypeId);
    const form = system ? systemForm(system) : typeForm(call, livingType(call, input.QualificationTypeId));
    return { QualificationType: form };
  },

  UpdateQualificationType: (call, input) => {
    const type = changedType(ownType(call, input.QualificationTypeId), input);
    call.store.qualificationTypes.save(type);
    call.touchPeople();
    return { QualificationType: typeForm(call, type) };
  },

  DeleteQualificationType: (call, input) => {
    disposeType(call, ownType(call, input.QualificationTypeId));
    return nothing;
  },

  ListQualificationTypes: (call, input) => {
    const { MustBeRequestable: requestable, MustBeOwnedByCaller: ownOnly = false, Query: query = '' } = input;
    const page = pageOf(call, input, ['ListQualificationTypes', requestable, ownOnly, query], 1);
    const words = wordsOf(query);
    const [before] = page.after ?? [];
    const types = call.store.qualificationTypes
      .list({ viewer: call.requester.id, ownOnly, words }, before, page.limit)
      .map(type => ({ key: type.seq, form: typeForm(call, type) }));
    // The system's own come last; their keys are below those of all others.
    const system = requestable || ownOnly ? [] : systemPage(words, before);
    const listed = [...types, ...system].slice(0, page.limit);
    const last = listed.at(-1);
    return {
      ...page.ending(listed.length, last && [last.key]),
      QualificationTypes: listed.map(each => each.form),
    };
  },
} satisfies Handlers;

/** The caller's own type that lives. Throws RequestError. */
export function ownType(call: Call, typeId: string): QualificationType {
  if (systemQualification(typeId)) throw notOwner(typeId);
  const type = call.store.qualificationTypes.get(typeId);
  if (!type) throw unknownType(typeId);
  if (type.requesterId !== call.requester.id) throw notOwner(typeId);
  return livingType(call, typeId);
}

export function notOwner(typeId: string): RequestError {
  return new RequestError('PermissionDenied', `QualificationType ${typeId} does not belong to you.`);
}

/** More words than this are not looked for. */
const mostWords = 16;

function wordsOf(query: string): string[] {
  return [...new Set(query.toLowerCase().split(/\s+/))].filter(word => word !== '').slice(0, mostWords);
}

function systemPage(words: readonly string[], before = 0): { readonly key: number; readonly form: JsonObject }[] {
  return systemQualifications
    .map((system, index) => ({ key: -1 - index, system }))
    .filter(({ key }) => key < Math.min(before, 0))
    .filter(({ system }) => {
      const searchable = `${system.name}\n${system.description}`.toLowerCase();
      return words.every(word => searchable.includes(word));
    })
    .map(({ key, system }) => ({ key, form: systemForm(system) }));
}

/** A type as the service writes it; how it is tested is for its owner only. */
function typeForm(call: Call, type: Omit<QualificationType, 'seq'>): JsonObject {
  const own = type.requesterId === call.requester.id;
  return {
    QualificationTypeId: type.id,
    CreationTime: seconds(type.creationTime),
    Name: type.name,
    Description: type.description,
    Keywords: type.keywords,
    QualificationTypeStatus: type.status,
    Test: own ? type.test?.form : undefined,
    TestDurationInSeconds: type.test?.duration,
    AnswerKey: own ? type.test?.answerKey : undefined,
    RetryDelayInSeconds: type.retryDelay,
    IsRequestable: true,
    AutoGranted: type.autoGrantedValue !== undefined,
    AutoGrantedValue: type.autoGrantedValue,
  };
}

/** When Amazon's service began, in seconds: no document says when its own types were made. */
const systemCreation = Date.UTC(2005, 10, 2) / 1000;

function systemForm({ id, name, description }: SystemQualification): JsonObject {
  return {
    QualificationTypeId: id,
    CreationTime: systemCreation,
    Name: name,
    Description: description,
    QualificationTypeStatus: 'Active',
    IsRequestable: false,
    AutoGranted: false,
  };
}
