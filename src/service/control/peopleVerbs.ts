/** The verbs `worker`, `workers`, `request`, `messages`, `layout` and `layouts`: what the API has no way to make. */
import * as v from 'valibot';
import { encodeAnswers } from '../../mturk/answers.ts';
import type { Tx } from '../domain/tx.ts';
import { layoutParameters } from '../operations/layouts.ts';
import { grant, livingType, requestQualification } from '../qualificationRules.ts';
import { invalidParameter } from '../serviceErrors.ts';
import type { Layout, WorkRecord } from '../storage/peopleRows.ts';
import { systemQualifications } from '../systemQualificationValues.ts';
import { checkWorkerId, workerOf } from '../workerRecords.ts';
import { answers } from './answerInput.ts';
import { id, limit, type Verbs, verb } from './controlVerb.ts';

const code = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'must be two capital letters'));
const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const count = v.optional(number, 0);

/** What a worker did before this service knew them; the system's qualifications count it. */
const history = v.strictObject({
  accepted: v.optional(number),
  submitted: v.optional(number),
  approved: count,
  rejected: count,
  returned: count,
  abandoned: count,
});

export const peopleVerbs: Verbs = {
  worker: verb(
    v.strictObject({
      WorkerId: id,
      /** null where it is unknown. */
      locale: v.optional(v.nullable(v.strictObject({ Country: code, Subdivision: v.exactOptional(code) }))),
      adult: v.optional(v.boolean()),
      masters: v.optional(v.boolean()),
      history: v.optional(history),
      /** Grants these, with a value each. */
      qualifications: v.optional(v.record(id, v.pipe(v.number(), v.safeInteger()))),
    }),
    (service, { WorkerId, locale, adult, masters, history, qualifications = {} }) =>
      service.engine.run(tx => {
        checkWorkerId(WorkerId);
        const before = workerOf(tx, WorkerId);
        tx.store.workers.save({
          ...before,
          locale: locale === undefined ? before.locale : locale ? readLocale(locale) : undefined,
          adult: adult ?? before.adult,
          masters: masters ?? before.masters,
        });
        if (history) tx.store.workers.setHistory(WorkerId, readHistory(history));
        for (const [typeId, value] of Object.entries(qualifications))
          grant(tx, livingType(tx, typeId), WorkerId, value);
        return workerForm(tx, WorkerId);
      }),
  ),

  workers: verb(v.strictObject({ after: v.optional(id), limit }), (service, { after, limit }) =>
    service.engine.run(tx => ({
      workers: tx.store.workers.list(after, limit).map(worker => workerForm(tx, worker.id)),
    })),
  ),

  /** A worker asks for a qualification, as on the worker site. */
  request: verb(
    v.strictObject({
      WorkerId: id,
      QualificationTypeId: id,
      /** To the type's test. */
      Answers: v.optional(answers),
    }),
    (service, { WorkerId, QualificationTypeId, Answers }) =>
      service.engine.run(tx => {
        checkWorkerId(WorkerId);
        const answer = Answers === undefined ? undefined : encodeAnswers(Answers);
        const outcome = requestQualification(tx, WorkerId, QualificationTypeId, answer);
        return {
          QualificationRequestId: outcome.requestId,
          granted: outcome.kind === 'granted',
          ...(outcome.kind === 'granted' ? { IntegerValue: outcome.value } : {}),
        };
      }),
  ),

  /** What requesters, and the service in their name, wrote to a worker, newest first. */
  messages: verb(v.strictObject({ WorkerId: id, before: v.optional(number), limit }), (service, input) =>
    service.engine.run(tx => ({
      messages: tx.store.workerMessages
        .list(input.WorkerId, input.before, input.limit)
        .map(({ seq, subject, text, sent }) => ({ cursor: seq, subject, text, sent: sent / 1000 })),
    })),
  ),

  layout: verb(
    v.strictObject({
      HITLayoutId: v.optional(v.pipe(v.string(), v.regex(/^[A-Z0-9]{1,64}$/, 'is not an ID of the service'))),
      name: v.pipe(v.string(), v.minLength(1)),
      /** HTML with `${name}` where parameters go. */
      html: v.string(),
      frameHeight: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100_000)), 0),
    }),
    (service, { HITLayoutId, name, html, frameHeight }) =>
      service.engine.run(tx => {
        const requesterId = service.requester().id;
        const id = HITLayoutId ?? tx.newId();
        const before = tx.store.layouts.get(id);
        if (before && before.requesterId !== requesterId)
          throw invalidParameter(`The HITLayout ${id} belongs to another requester.`);
        const layout = { id, requesterId, name, html, frameHeight, created: before?.created ?? tx.now };
        tx.store.layouts.save(layout);
        return layoutForm(layout);
      }),
  ),

  layouts: verb(v.strictObject({ HITLayoutId: v.exactOptional(id) }), (service, { HITLayoutId }) =>
    service.engine.run(tx => {
      const all = tx.store.layouts.list(service.requester().id);
      if (HITLayoutId === undefined) return { layouts: all.map(layoutForm) };
      // The pages may be large: only that of the one that is asked for.
      return {
        layouts: all.filter(({ id }) => id === HITLayoutId).map(each => ({ ...layoutForm(each), html: each.html })),
      };
    }),
  ),
};

function readLocale({ Country: country, Subdivision: subdivision }: { Country: string; Subdivision?: string }) {
  return { country, ...(subdivision === undefined ? {} : { subdivision }) };
}

/** Whoever was reviewed has submitted, and whoever submitted has accepted. */
function readHistory(given: v.InferOutput<typeof history>): WorkRecord {
  const submitted = given.submitted ?? given.approved + given.rejected;
  return { ...given, submitted, accepted: given.accepted ?? submitted + given.returned + given.abandoned };
}

function workerForm(tx: Tx, workerId: string) {
  const worker = workerOf(tx, workerId);
  const record = tx.store.workers.record(workerId);
  const { locale } = worker;
  const values = systemQualifications.flatMap(({ id, value }) => {
    const held = value(worker, record);
    return held?.kind === 'integer' ? [[id, held.value] as const] : [];
  });
  const granted = tx.store.qualifications
    .ofWorker(workerId, undefined, 1000)
    .filter(({ status }) => status === 'Granted')
    .map(({ typeId, value }) => [typeId, value] as const);
  return {
    WorkerId: workerId,
    locale: locale
      ? { Country: locale.country, ...(locale.subdivision ? { Subdivision: locale.subdivision } : {}) }
      : null,
    adult: worker.adult,
    masters: worker.masters,
    record,
    qualifications: Object.fromEntries([...values, ...granted]),
  };
}

function layoutForm({ id, name, html, frameHeight }: Layout) {
  return { HITLayoutId: id, name, frameHeight, parameters: layoutParameters(html) };
}
