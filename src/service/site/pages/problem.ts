/** Pages that say why there is nothing else to see. */
import { RequestError } from '../../serviceErrors.ts';
import { html } from '../html.ts';
import { layout } from '../pageLayout.ts';
import { page, type Reply } from '../reply.ts';
import type { SiteCall } from '../siteCall.ts';

type Who = Pick<SiteCall, 'session' | 'here'>;

export function problem(call: Who, status: number, title: string, words: string, back = '/'): Reply {
  const body = html`<h1>${title}</h1><p>${words}</p><p><a class="button" href="${back}">${back === '/' ? 'All HITs' : 'Back'}</a></p>`;
  return page(layout(call, { title, body }), status);
}

export function notFound(call: Who): Reply {
  return problem(call, 404, 'No such page', 'There is nothing at this address.');
}

/** What the service refused, in its own words; undefined for anything that is a failure rather than a refusal. */
export function refused(call: Who, error: unknown, back = '/'): Reply | undefined {
  if (!(error instanceof RequestError)) return undefined;
  return problem(call, 409, 'Couldn’t complete the request', error.message, back);
}
