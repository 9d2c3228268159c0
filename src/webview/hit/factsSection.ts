/** The facts of the HIT: money, times, terms, who may work on it, ids. */

import { spanText } from '../../mturk/times.ts';
import type { HITView, HITViewModel } from '../../panels/hit/contract.ts';
import { button, longText } from '../base/controls.ts';
import { type Child, type Described, h } from '../base/dom.ts';
import { localTime, relativeTime } from '../base/timeElements.ts';
import { foreign } from '../base/visibleText.ts';
import type { PageContext } from './context.ts';
import { timelineSection } from './timelineSection.ts';

export function factsAside({ hitId }: HITViewModel, hit: HITView, context: PageContext): Described {
  return h(
    'aside',
    { key: 'facts', attributes: { 'aria-label': 'Facts' } },
    money(hit),
    times(hit, context),
    timelineSection(hit, context),
    texts(hit, context),
    requirements(hit),
    ids(hitId, hit, context),
  );
}

function group(title: string, ...children: readonly Child[]): Described {
  return h('section', { key: title }, h('h2', '', title), ...children);
}

function row(name: string, ...value: readonly Child[]): Described {
  return h('div', { key: name, attributes: { class: 'row' } }, h('dt', '', name), h('dd', '', ...value));
}

function money({ money: view }: HITView): Described {
  return group(
    'Money',
    h(
      'dl',
      '',
      row('Reward', view.reward, h('span', 'quiet', ` + ${view.fee} fee`)),
      row('So far', view.soFar ?? h('span', 'quiet', 'not known yet')),
      row('Including bonuses', view.bonuses ?? h('span', 'quiet', 'not known yet')),
      row('Still to come', view.toCome),
    ),
    h(
      'p',
      'quiet note',
      `All with fees. Still to come if all that is open is approved.${view.real ? '' : ' No real money here.'}`,
    ),
  );
}

function times(hit: HITView, { now }: PageContext): Described {
  const both = (instant: number): Child[] => [relativeTime(instant, now), h('div', 'quiet', localTime(instant))];
  return group(
    'Time',
    h(
      'dl',
      '',
      row('Created', both(hit.created)),
      row(hit.expires > now ? 'Expires' : 'Expired', both(hit.expires)),
      row('Time allotted', spanText(hit.assignmentDuration * 1000)),
      row('Auto-approval', hit.autoApprovalDelay === 0 ? 'at once' : `after ${spanText(hit.autoApprovalDelay * 1000)}`),
    ),
  );
}

function texts(hit: HITView, { expansion }: PageContext): Described {
  return group(
    'Description',
    hit.description === ''
      ? h('p', { key: 'no-description', attributes: { class: 'quiet' } }, 'None.')
      : h('div', { key: 'description' }, longText('description', hit.description, expansion, 'the description')),
    hit.keywords.length > 0 &&
      h(
        'ul',
        { key: 'keywords', attributes: { class: 'keywords', 'aria-label': 'Keywords' } },
        hit.keywords.map(keyword => h('li', '', foreign(keyword))),
      ),
    hit.annotation !== '' &&
      h(
        'dl',
        { key: 'annotation' },
        h(
          'div',
          'row stacked',
          h('dt', '', 'Requester annotation'),
          h('dd', '', longText('annotation', hit.annotation, expansion, 'the annotation')),
        ),
      ),
  );
}

function requirements({ requirements: all }: HITView): Described {
  return group(
    'Qualifications',
    all.length === 0
      ? h('p', { key: 'none', attributes: { class: 'quiet' } }, 'Every worker may do this HIT.')
      : h(
          'ul',
          { key: 'list', attributes: { class: 'requirements' } },
          all.map(({ name, id, condition, guards }) =>
            h(
              'li',
              '',
              name === '' ? h('code', '', foreign(id)) : h('span', { attributes: { title: id } }, name),
              ' ',
              h('strong', '', foreign(condition)),
              guards !== '' && h('div', 'quiet', guards),
            ),
          ),
        ),
  );
}

function ids(hitId: string, hit: HITView, context: PageContext): Described {
  const id = (name: string, value: string) =>
    value !== '' &&
    h(
      'div',
      { key: name, attributes: { class: 'row stacked' } },
      h('dt', '', name),
      h(
        'dd',
        'copyable',
        h('code', '', foreign(value)),
        button({
          key: 'copy',
          bare: true,
          icon: 'copy',
          label: `Copy ${name}`,
          press: () => context.copy(value, name),
        }),
      ),
    );
  return group('IDs', h('dl', '', id('HIT ID', hitId), id('HIT type ID', hit.typeId), id('HIT group ID', hit.groupId)));
}
