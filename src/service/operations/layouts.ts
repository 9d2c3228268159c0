/** HIT layouts: pages with holes, filled in when a HIT is created (reference.md §6.10). */
import { questionNamespaces } from '../../mturk/questionKinds.ts';
import { invalidParameter, RequestError } from '../serviceErrors.ts';
import type { Layout } from '../storage/peopleRows.ts';
import type { Call } from './call.ts';
import { layoutPage } from './layoutPage.ts';

interface Parameter {
  readonly Name: string;
  readonly Value: string;
}

/** In characters. Layouts are not bound to the size of a Question (C20), but what a page is filled with may multiply. */
const longestPage = 2 * 1024 * 1024;

/**
 * The HTMLQuestion of a layout with its parameters, each inserted as it is, in the page that the requester site put around its
 * projects (reference.md §6.10). Throws RequestError.
 */
export function layoutQuestion(call: Call, layoutId: string, parameters: readonly Parameter[]): string {
  const layout = call.store.layouts.get(layoutId);
  if (layout?.requesterId !== call.requester.id)
    throw new RequestError('HITLayoutDoesNotExist', `The HITLayout ${layoutId} does not exist.`);
  const html = fillIn(layout, new Map(parameters.map(({ Name, Value }) => [Name, Value])));
  return `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><HTMLContent>${cdata(layoutPage(html))}</HTMLContent><FrameHeight>${layout.frameHeight}</FrameHeight></HTMLQuestion>`;
}

/** As many sections as it takes: none can hold its own end. */
function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/**
 * The names of the parameters that a layout's HTML asks for. In scripts `${…}` may be JavaScript's own, so a name that is in
 * scripts alone may be given and need not be.
 */
export function layoutParameters(html: string): string[] {
  return [...new Set([...withoutScripts(html).matchAll(hole)].map(([, name = '']) => name))];
}

const hole = /\$\{\s*([\w.-]+)\s*\}/g;

function fillIn({ id, html }: Layout, values: ReadonlyMap<string, string>): string {
  const missing = layoutParameters(html).filter(name => !values.has(name));
  if (missing.length > 0)
    throw invalidParameter(
      `The HITLayout ${id} needs the parameter${missing.length > 1 ? 's' : ''} ${missing.join(', ')}.`,
    );
  let length = html.length;
  for (const [whole, name = ''] of html.matchAll(hole))
    length += (values.get(name)?.length ?? whole.length) - whole.length;
  if (length > longestPage)
    throw invalidParameter(
      `The HITLayout ${id}, filled in, has ${length} characters. At most ${longestPage} are allowed.`,
    );
  return html.replace(hole, (whole, name: string) => values.get(name) ?? whole);
}

function withoutScripts(html: string): string {
  const lower = html.toLowerCase();
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const start = lower.indexOf('<script', at);
    if (start === -1) return [...parts, html.slice(at)].join('');
    parts.push(html.slice(at, start));
    const end = lower.indexOf('</script', start);
    if (end === -1) return parts.join('');
    at = end;
  }
}
