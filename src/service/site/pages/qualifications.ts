/** The qualifications a worker has, has asked for, and can ask for. */

import type { Tx } from '../../domain/tx.ts';
import { heldValue } from '../../eligibility.ts';
import type { Qualification, QualificationRequest, QualificationType } from '../../storage/peopleRows.ts';
import type { QualificationTypeQuery } from '../../storage/peopleStore.ts';
import { type QualificationValue, systemQualifications } from '../../systemQualificationValues.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../pageLayout.ts';
import { page } from '../reply.ts';
import { forWorkers } from '../siteCall.ts';
import { duration, when } from '../siteFormat.ts';
import { readPosition, requesterName } from './parts.ts';

const pageSize = 25;
/** Sees what everybody may see. */
const noRequester = -1;
/** Those that the documentation still has; Masters is shown only to Masters. */
const shownSystem = systemQualifications.slice(0, 5);

interface Named<T> {
  readonly row: T;
  readonly name: string;
}

export const qualificationsPage = forWorkers(async (call, workerId) => {
  const search = (call.query.get('q') ?? '').trim().slice(0, 200);
  const before = readPosition(call.query.get('before'));
  const words = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  const seen = await call.engine.run(tx => {
    const named = <T extends { readonly typeId: string }>(row: T): Named<T> => ({
      row,
      name: tx.store.qualificationTypes.get(row.typeId)?.name ?? 'A deleted qualification',
    });
    const query = { viewer: noRequester, ownOnly: false, words };
    return {
      now: tx.now,
      system: shownSystem.flatMap(({ id, name }) => systemFact(name, heldValue(tx, workerId, id))),
      held: tx.store.qualifications.ofWorker(workerId, undefined, 100).map(named),
      asked: tx.store.qualificationRequests
        .ofWorker(workerId, undefined, 25)
        .filter(({ status }) => status !== 'Granted')
        .map(named),
      types: notHeld(tx, workerId, query, before).map(type => offered(tx, type)),
    };
  });
  const types = seen.types.slice(0, pageSize);
  const last = seen.types.length > pageSize ? types.at(-1) : undefined;
  const older = new URLSearchParams({ ...(search ? { q: search } : {}), before: String(last?.type.seq ?? '') });
  const body = html`<h1>Qualifications</h1>
<section aria-labelledby="yours"><h2 id="yours">Yours</h2>
<ul class="list">${seen.held.map(({ row, name }) => heldCard(row, name, seen.now))}
<li class="card"><h3>Maintained by the service</h3><dl class="facts">${seen.system}</dl></li></ul></section>
${
  seen.asked.length > 0
    ? html`<section aria-labelledby="asked"><h2 id="asked">Requests</h2><ul class="list">${seen.asked.map(({ row, name }) => requestCard(row, name, seen.now))}</ul></section>`
    : nothing
}
<section aria-labelledby="offered"><h2 id="offered">Available to request</h2>
<form class="filters" method="get" action="/qualifications" role="search"><div class="field grow"><label for="q">Search</label><input id="q" name="q" type="search" value="${search}" placeholder="Name, description or keyword"></div><button>Show</button></form>
${types.length === 0 ? html`<p class="hint">${search ? 'No qualifications match.' : 'No qualifications can be requested.'}</p>` : html`<ul class="list">${types.map(offeredCard)}</ul>`}
${last ? html`<nav class="pages" aria-label="Pages"><a class="button" href="/qualifications?${String(older)}">More</a></nav>` : nothing}
</section>`;
  return page(layout(call, { title: 'Qualifications', body, place: 'qualifications' }));
});

/** A page looks through this many types, so that a worker who holds most of them can't make it endless. */
const mostLooked = 500;

/** The next types that the worker does not hold, one more than a page. */
function notHeld(
  tx: Tx,
  workerId: string,
  query: QualificationTypeQuery,
  before: number | undefined,
): QualificationType[] {
  const found: QualificationType[] = [];
  let position = before;
  for (let looked = 0; looked < mostLooked && found.length <= pageSize; ) {
    const batch = tx.store.qualificationTypes.list(query, position, pageSize + 1);
    found.push(...batch.filter(({ id }) => tx.store.qualifications.find(id, workerId)?.status !== 'Granted'));
    looked += batch.length;
    position = batch.at(-1)?.seq;
    if (batch.length <= pageSize) break;
  }
  return found.slice(0, pageSize + 1);
}

function systemFact(name: string, value: QualificationValue | undefined): Html[] {
  if (value === undefined) return [];
  const words =
    value.kind === 'integer'
      ? String(value.value)
      : [value.locale.country, value.locale.subdivision].filter(Boolean).join('-');
  return [html`<div><dt>${name}</dt><dd>${words}</dd></div>`];
}

function heldCard({ typeId, status, value, grantTime, reason }: Qualification, name: string, now: number): Html {
  const granted = status === 'Granted';
  return html`<li class="card row"><div class="words"><h3><a href="/qualifications/${typeId}">${name}</a></h3><p class="by">Granted ${when(grantTime, now)}</p>${reason ? html`<blockquote><p>${reason}</p></blockquote>` : nothing}</div>
${granted ? html`<p class="tag good">Value ${value}</p>` : html`<p class="tag bad">Revoked</p>`}</li>`;
}

const requestWords = {
  Testing: 'Test started',
  Pending: 'Pending with the requester',
  Granted: 'Granted',
  Rejected: 'Rejected',
};

function requestCard({ typeId, status, startTime, reason }: QualificationRequest, name: string, now: number): Html {
  return html`<li class="card row"><div class="words"><h3><a href="/qualifications/${typeId}">${name}</a></h3><p class="by">Requested ${when(startTime, now)}</p>${reason ? html`<blockquote><p>${reason}</p></blockquote>` : nothing}</div>
<p class="tag${status === 'Rejected' ? ' bad' : ''}">${requestWords[status]}</p></li>`;
}

interface Offered {
  readonly type: QualificationType;
  readonly requester: string;
}

function offered(tx: Tx, type: QualificationType): Offered {
  return { type, requester: requesterName(tx, type.requesterId) };
}

function offeredCard({ type, requester }: Offered): Html {
  return html`<li class="card row"><div class="words"><h3><a href="/qualifications/${type.id}">${type.name}</a></h3><p class="by">${requester}</p><p class="description">${type.description}</p></div>
<p class="tag">${howGranted(type)}</p></li>`;
}

/** How one gets it, in a few words. */
export function howGranted({ test, autoGrantedValue }: QualificationType): string {
  if (test) return `Test of ${duration(test.duration)}`;
  return autoGrantedValue === undefined ? 'Granted by the requester' : 'Granted immediately';
}
