/** What is wrong with the page of an HTMLQuestion, whatever is filled in. */
import { isLoopback } from '../mturk/loopback.ts';
import { formAround } from '../mturk/projectPage.ts';
import { type Field, type HtmlPage, readHtmlPage } from './htmlPage.ts';
import type { Finding, Fix } from './problems.ts';

/** Hosts that pages of past years load scripts from and that answer no more, or answer with something else. */
const goneHosts: ReadonlyMap<string, string> = new Map([
  ['cdn.mathjax.org', 'Load MathJax from cdn.jsdelivr.net.'],
  ['rawgit.com', 'Load the file from cdn.jsdelivr.net/gh/.'],
  ['cdn.rawgit.com', 'Load the file from cdn.jsdelivr.net/gh/.'],
  ['gitcdn.xyz', 'Load the file from cdn.jsdelivr.net/gh/.'],
  ['polyfill.io', 'It was taken over in 2024 and served malware. Remove it.'],
  ['cdn.polyfill.io', 'It was taken over in 2024 and served malware. Remove it.'],
  ['yui.yahooapis.com', 'Load the library from another host.'],
]);

/** So many findings of one kind; a page of more has one cause. */
const most = 20;

export interface CheckedPage {
  readonly page: HtmlPage;
  readonly findings: readonly Finding[];
}

/** Spans are offsets in `html`. `inLayout` pages get a form and a button from the service. Rejects only with the signal's reason. */
export async function checkPage(html: string, inLayout = false, signal?: AbortSignal): Promise<CheckedPage> {
  const page = await readHtmlPage(html, signal);
  const findings: Finding[] = [];
  const add = (
    code: string,
    severity: Finding['severity'],
    span: Finding['span'],
    message: string,
    fixes: Finding['fixes'] = [],
  ) => {
    if (findings.filter(each => each.code === code).length < most)
      findings.push({ code, severity, message, span, fixes });
  };
  const top = { start: 0, end: Math.min(html.length, 1) };
  if (page.refusal) add('page', 'error', top, `The page can’t be used: ${page.refusal}.`);
  const missing = inLayout ? 'hint' : 'warning';
  if (!page.form && !page.refusal)
    add(
      'noForm',
      missing,
      top,
      inLayout
        ? 'The page has no form; the service puts one around it.'
        : 'The page has no form, so nothing can be submitted. Put the fields into a <form> that posts to externalSubmit, or into a <crowd-form>.',
      inLayout ? [] : [formFix(page)],
    );
  else if (!page.submit && !page.refusal)
    add(
      'noSubmit',
      missing,
      top,
      inLayout
        ? 'The page has no Submit button; the service adds one.'
        : 'Nothing in the page submits it. Add <button type="submit">.',
    );
  for (const field of doubles(page.fields))
    add(
      'doubleField',
      'hint',
      field,
      `Several fields have the name “${field.name}”. Their values are joined by | in one answer.`,
    );
  for (const field of page.fields)
    if (reserved.has(field.name) && field.type !== 'hidden')
      add(
        'reservedField',
        'warning',
        field,
        `“${field.name}” is a reserved name, and no answer of that name is kept. Rename the field.`,
      );
  for (const { url, element, start, end } of page.addresses) {
    const host = hostOf(url);
    if (host === undefined) continue;
    const gone =
      goneHosts.get(host) ?? (host.endsWith('.googlecode.com') ? 'Load the file from another host.' : undefined);
    if (gone) add('goneHost', 'warning', { start, end }, `${host} no longer exists. ${gone}`);
    else if (/^http:/i.test(url) && !isLoopback(host)) {
      // An address may be written with character references.
      const scheme = start + html.slice(start, end).search(/http:/i);
      add(
        'insecureAddress',
        'warning',
        { start, end },
        `Browsers don’t load <${element}> from an http: address into a task page. Use https:.`,
        scheme < start ? [] : [{ title: 'Use https:', edits: [{ start: scheme, end: scheme + 5, text: 'https:' }] }],
      );
    }
  }
  return { page, findings };
}

/** The form that the requester site put around the page of a project. */
function formFix({ body, submit }: HtmlPage): Fix {
  const { before, after } = formAround(submit);
  return {
    title: 'Add a form around the page',
    edits: [
      { start: body.start, end: body.start, text: before },
      { start: body.end, end: body.end, text: after },
    ],
  };
}

const reserved: ReadonlySet<string> = new Set(['assignmentId', 'hitId', 'turkSubmitTo']);

/** The second of each name that is used twice; radio buttons are meant to share one. */
function doubles(fields: readonly Field[]): Field[] {
  const seen = new Set<string>();
  const reported = new Set<string>();
  return fields.filter(({ name, type }) => {
    if (type === 'radio') return false;
    const again = seen.has(name) && !reported.has(name);
    seen.add(name);
    if (again) reported.add(name);
    return again;
  });
}

function hostOf(url: string): string | undefined {
  const absolute = url.startsWith('//') ? `https:${url}` : url;
  return /^https?:/i.test(absolute) && URL.canParse(absolute) ? new URL(absolute).hostname : undefined;
}
