/** The timeline: what happened and what is to come, in order. */
import type { HITView, TimelineEvent } from '../../panels/hit/contract.ts';
import { icon } from '../base/controls.ts';
import { type Child, type Described, h } from '../base/dom.ts';
import { localText, relativeTime } from '../base/timeElements.ts';
import type { PageContext } from './context.ts';
import { timelineNames } from './hitLabels.ts';

export function timelineSection({ timeline }: HITView, { now }: PageContext): Described {
  const over = timeline.filter(({ ahead }) => !ahead);
  const ahead = timeline.filter(event => event.ahead);
  return h(
    'section',
    { key: 'Timeline', attributes: { class: 'timeline' } },
    h('h2', '', 'Timeline'),
    list('over', 'What happened', over, now),
    ahead.length > 0 && h('p', { key: 'now', attributes: { class: 'now' } }, 'Now'),
    ahead.length > 0 && list('ahead', 'Upcoming', ahead, now),
  );
}

function list(key: string, label: string, events: readonly TimelineEvent[], now: number): Described {
  return h(
    'ol',
    { key, attributes: { 'aria-label': label } },
    events.map(event =>
      h(
        'li',
        { key: `${event.kind} ${event.at}`, attributes: { 'data-event': event.kind } },
        icon(timelineNames[event.kind].icon),
        h('span', 'what', ...what(event)),
        h('span', 'when', ...when(event, now)),
      ),
    ),
  );
}

function what({ kind, count, detail, ahead }: TimelineEvent): Child[] {
  const { label, one } = timelineNames[kind];
  const more = detail === undefined ? [] : [h('span', 'quiet', ` ${detail}`)];
  switch (kind) {
    case 'submitted':
    case 'approved':
    case 'rejected':
    case 'bonus':
    case 'autoApproves':
      return [h('strong', '', count.toLocaleString()), ` ${count === 1 ? (one ?? label) : label}`, ...more];
    case 'expires':
      return [ahead ? label : 'Expired'];
    default:
      return [label, ...more];
  }
}

function when({ at, until }: TimelineEvent, now: number): Child[] {
  const from = relativeTime(at, now);
  if (until === undefined || until - at < 60_000) return [from];
  return [from, h('span', 'quiet', ` until ${localText(until)}`)];
}
