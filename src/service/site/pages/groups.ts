/** The front page: HIT groups that have work, to search and sort. */

import { counted } from '../../../mturk/plurals.ts';
import type { Tx } from '../../domain/tx.ts';
import type { Eligibility } from '../../eligibility.ts';
import { type GroupSort, groupSorts, type OpenGroup } from '../../storage/siteQueries.ts';
import { countLimit } from '../../storage/siteTables.ts';
import { accessOf } from '../access.ts';
import { type Html, html, nothing } from '../html.ts';
import { facts, layout, tokenField } from '../pageLayout.ts';
import { page } from '../reply.ts';
import type { Answer, SiteCall } from '../siteCall.ts';
import { dollars, duration } from '../siteFormat.ts';
import { qualificationState, requesterName } from './parts.ts';

const pageSize = 25;
/** A page looks through this many types for ones to show, so that groups closed to the worker can't make it endless. */
const mostLooked = 500;

const sortLabels: Readonly<Record<GroupSort, string>> = {
  newest: 'Newest first',
  reward: 'Highest reward first',
  time: 'Least time first',
  title: 'Title A–Z',
};

interface Listed extends OpenGroup {
  readonly access: Eligibility;
  readonly requester: string;
  /** Whether there is a HIT that this worker has not had. */
  readonly hasNew: boolean;
}

interface Found {
  readonly groups: readonly Listed[];
  /** Where the next page starts; undefined when there is none. */
  readonly next: number | undefined;
}

export async function groupsPage(call: SiteCall): Promise<Answer> {
  const search = (call.query.get('q') ?? '').trim().slice(0, 200);
  const sort = groupSorts.find(each => each === call.query.get('sort')) ?? 'newest';
  const qualifiedOnly = call.query.get('qualified') === 'on';
  const start = Math.max(0, Number.parseInt(call.query.get('from') ?? '0', 10) || 0);
  const { groups, next } = await call.engine.run(tx =>
    find(tx, call.session.workerId, search, sort, qualifiedOnly, start),
  );
  const link = (from: number) =>
    `/?${new URLSearchParams({ ...(search ? { q: search } : {}), sort, ...(qualifiedOnly ? { qualified: 'on' } : {}), from: String(from) })}`;
  const body = html`<h1>HIT groups</h1>
<form class="filters" method="get" action="/" role="search">
<div class="field grow"><label for="q">Search</label><input id="q" name="q" type="search" value="${search}" placeholder="Title, description or keyword"></div>
<div class="field"><label for="sort">Order</label><select id="sort" name="sort">${groupSorts.map(
    each => html`<option value="${each}"${each === sort ? html` selected` : nothing}>${sortLabels[each]}</option>`,
  )}</select></div>
<div class="field check"><input id="qualified" name="qualified" type="checkbox"${qualifiedOnly ? html` checked` : nothing}><label for="qualified">I qualify</label></div>
<button>Show</button>
</form>
${groups.length === 0 ? empty(search !== '' || qualifiedOnly) : html`<ul class="list">${groups.map(group => card(call, group))}</ul>`}
${
  next !== undefined || start > 0
    ? html`<nav class="pages" aria-label="Pages">${start > 0 ? html`<a class="button" href="${link(0)}">First page</a>` : nothing}${next !== undefined ? html`<a class="button" href="${link(next)}">More groups</a>` : nothing}</nav>`
    : nothing
}`;
  return page(layout(call, { title: 'HIT groups', body, place: 'groups' }));
}

function find(
  tx: Tx,
  workerId: string | undefined,
  search: string,
  sort: GroupSort,
  qualifiedOnly: boolean,
  start: number,
): Found {
  const words = search.split(/\s+/).filter(Boolean).slice(0, 8);
  const groups: Listed[] = [];
  let offset = start;
  while (groups.length < pageSize && offset < start + mostLooked) {
    const batch = tx.store.site.openGroups(words, sort, offset, pageSize + 1);
    for (const group of batch.slice(0, pageSize)) {
      offset += 1;
      const access = accessOf(tx, workerId, group.type);
      if (!access.discover || (qualifiedOnly && !access.accept)) continue;
      const hasNew = tx.store.site.nextHIT(group.type.id, workerId, 0) !== undefined;
      groups.push({ ...group, access, hasNew, requester: requesterName(tx, group.type.requesterId) });
      if (groups.length === pageSize) break;
    }
    if (batch.length <= pageSize) {
      const more = groups.length === pageSize && offset < start + batch.length;
      return { groups, next: more ? offset : undefined };
    }
  }
  return { groups, next: offset };
}

function empty(filtered: boolean): Html {
  return filtered
    ? html`<div class="empty"><p>No groups match. <a href="/">Show all groups</a></p></div>`
    : html`<div class="empty"><p>No HITs are available. HITs appear here when they are published to this service.</p></div>`;
}

function card({ session }: SiteCall, { type, hits, access, requester, hasNew }: Listed): Html {
  const path = `/projects/${type.groupId}/tasks`;
  const shown = hits >= countLimit ? `${countLimit.toLocaleString('en-US')} or more HITs` : counted(hits, 'HIT');
  const accept = session.workerId !== undefined && access.accept && hasNew;
  return html`<li class="card group">
<div class="words"><h2><a href="${path}">${type.title}</a></h2>
<p class="by">${requester}</p>
<p class="description">${type.description}</p>
${qualificationState(access, session.workerId)}</div>
${facts([
  ['Reward', html`<strong>${dollars(type.reward)}</strong>`],
  ['Time allotted', duration(type.assignmentDuration)],
  ['Available', shown],
])}
<div class="actions">${
    access.preview ? html`<a class="button" href="${path}" aria-label="Preview ${type.title}">Preview</a>` : nothing
  }${
    accept
      ? html`<form method="post" action="/projects/${type.groupId}/accept">${tokenField(session)}<button class="primary" aria-label="Accept a HIT of ${type.title}">Accept</button></form>`
      : nothing
  }${!hasNew ? html`<span class="tag">No HITs left for you</span>` : nothing}</div>
</li>`;
}
