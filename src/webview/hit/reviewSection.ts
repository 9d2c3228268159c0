/** What the review policies of a HIT found, what they did, and why. */
import type { HITView, ReviewView } from '../../panels/hit/contract.ts';
import { captionedTable } from '../base/captionedTable.ts';
import { icon } from '../base/controls.ts';
import { type Described, h } from '../base/dom.ts';
import { localTime } from '../base/timeElements.ts';
import { foreign } from '../base/visibleText.ts';

/** Nothing where there are no policies: most HITs have none. */
export function reviewSection({ review, reviewFailure }: HITView): Described | undefined {
  if (review.length === 0 && reviewFailure === undefined) return undefined;
  return h(
    'section',
    { key: 'review', attributes: { class: 'policies', 'aria-labelledby': 'review-heading' } },
    h('h2', { attributes: { id: 'review-heading' } }, 'Review policies'),
    reviewFailure !== undefined &&
      h(
        'div',
        { key: 'failure', attributes: { class: 'notice warning' } },
        icon('warning'),
        h('p', '', foreign(reviewFailure)),
      ),
    review.map(level),
  );
}

function level({ level: name, policy, results, actions, resultsKnown, actionsKnown }: ReviewView): Described {
  return h(
    'div',
    { key: name },
    h('h3', '', `${name}: `, foreign(policy)),
    results.length === 0 && actions.length === 0 && h('p', 'quiet', 'No results yet.'),
    actions.length > 0 &&
      table(
        `Actions, ${name}`,
        ['Action', 'Status', 'Completed', 'Reason'],
        actions.map(({ action, status, completed, reason }) => [
          foreign(action),
          foreign(status),
          completed === undefined ? '' : localTime(completed),
          foreign(reason),
        ]),
      ),
    results.length > 0 &&
      table(
        `Results, ${name}`,
        ['Subject', 'Question', 'Finding', 'Value'],
        results.map(each => [
          foreign(each.subject),
          foreign(each.question),
          foreign(each.finding),
          foreign(each.value),
        ]),
      ),
    (resultsKnown > results.length || actionsKnown > actions.length) &&
      h(
        'p',
        'quiet',
        `The first ${actions.length.toLocaleString('en')} of ${actionsKnown.toLocaleString('en')} actions and ${results.length.toLocaleString('en')} of ${resultsKnown.toLocaleString('en')} results are shown.`,
      ),
  );
}

function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (Described | string)[])[],
): Described {
  return h(
    'div',
    { key: caption, attributes: { class: 'scrolled', role: 'region', tabindex: '0', 'aria-label': caption } },
    captionedTable({
      caption,
      head: columns,
      rows: rows.map(cells =>
        h(
          'tr',
          '',
          cells.map(each => h('td', '', each)),
        ),
      ),
    }),
  );
}
