/** The frame of every page of the site. */

import { type Content, type Html, html, nothing } from './html.ts';
import type { SiteCall } from './siteCall.ts';

interface PageOptions {
  readonly title: string;
  readonly body: Content;
  /** The entry of the navigation that this page belongs to. */
  readonly place?: 'groups' | 'dashboard' | 'qualifications' | 'messages';
  /** A column, as most pages are; the whole window, for task frames. */
  readonly shape?: 'column' | 'window';
}

const places = [
  ['groups', '/', 'HITs'],
  ['dashboard', '/dashboard', 'Dashboard'],
  ['qualifications', '/qualifications', 'Qualifications'],
  ['messages', '/messages', 'Messages'],
] as const;

export function layout(call: Pick<SiteCall, 'session' | 'here'>, { title, body, place, shape }: PageOptions): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Local worker site</title>
<link rel="stylesheet" href="/assets/site.css">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<script src="/assets/site.js" defer></script>
</head>
<body${shape === 'window' ? html` class="wide"` : nothing}>
<a class="skip" href="#main">Skip to content</a>
<header class="top">
<a class="brand" href="/">Local <span>worker site</span></a>
<nav aria-label="Main">${places.map(
    ([name, path, label]) =>
      html`<a href="${path}"${name === place ? html` aria-current="page"` : nothing}>${label}</a>`,
  )}</nav>
${who(call)}
</header>
<main id="main" tabindex="-1">
${body}
</main>
</body>
</html>
`;
}

function who({ session, here }: Pick<SiteCall, 'session' | 'here'>): Html {
  if (session.workerId === undefined)
    return html`<div class="who"><a class="button" href="/signin?next=${encodeURIComponent(here)}">Sign in</a></div>`;
  return html`<form class="who" method="post" action="/signout">${tokenField(session)}
<span class="id" title="Signed in as this worker">${session.workerId}</span><button class="quiet">Sign out</button></form>`;
}

/** Stands in every form that changes something. */
export function tokenField(session: SiteCall['session']): Html {
  return html`<input type="hidden" name="token" value="${session.formToken}">`;
}

/** A box that says something about what was just done, or why something can't be done. */
export function notice(kind: 'good' | 'bad' | 'plain', content: Content): Html {
  return html`<div class="notice ${kind}"${kind === 'bad' ? html` role="alert"` : html` role="status"`}>${content}</div>`;
}

/** A list of facts: terms with their values. */
export function facts(entries: readonly (readonly [term: string, value: Content] | undefined)[]): Html {
  return html`<dl class="facts">${entries.map(
    entry => entry && html`<div><dt>${entry[0]}</dt><dd>${entry[1]}</dd></div>`,
  )}</dl>`;
}
