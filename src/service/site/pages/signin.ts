/** Signing in: any worker id will do, and is a worker from then on. */
import { randomBytes } from 'node:crypto';
import { drawCustomerId } from '../../entityIds.ts';
import { ensureWorker } from '../../workerRecords.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout, tokenField } from '../pageLayout.ts';
import { page, redirect } from '../reply.ts';
import { workerIdPattern } from '../session.ts';
import { type Answer, required, type SiteCall } from '../siteCall.ts';

export function signInPage(call: SiteCall): Answer {
  const { query } = call;
  const workerId = query.has('new') ? drawCustomerId(randomBytes) : (call.session.workerId ?? '');
  return page(form(call, localPath(query.get('next')), workerId));
}

export async function signIn(call: SiteCall): Promise<Answer> {
  const next = localPath(required(call, 'next'));
  const workerId = required(call, 'workerId').trim().toUpperCase();
  if (!workerIdPattern.test(workerId))
    return page(
      form(
        call,
        next,
        workerId,
        'A worker ID begins with A and has up to 64 capital letters and digits, like A2YUCJ28XANFOX.',
      ),
      400,
    );
  await call.engine.run(tx => ensureWorker(tx, workerId));
  return { reply: redirect(next), session: call.sessions.as(call.session, workerId) };
}

export function signOut(call: SiteCall): Answer {
  return { reply: redirect('/'), session: call.sessions.as(call.session, undefined) };
}

/** Only paths of this site: what begins like one may still name another host, and so may what is left when dots are resolved. */
export function localPath(path: string | null | undefined): string {
  if (!path?.startsWith('/')) return '/';
  const base = 'http://site.invalid';
  const url = URL.parse(path, base);
  if (url?.origin !== base || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search;
}

function form(call: SiteCall, next: string, workerId: string, error?: string): Html {
  const described = error ? 'workerId-error' : 'workerId-hint';
  const body = html`<h1>Sign in</h1>
<form class="card narrow" method="post" action="/signin">${tokenField(call.session)}
<input type="hidden" name="next" value="${next}">
<div class="field"><label for="workerId">Worker ID</label>
<input id="workerId" name="workerId" value="${workerId}" required maxlength="64" autocomplete="username" autocapitalize="characters" spellcheck="false" aria-describedby="${described}"${error ? html` aria-invalid="true"` : nothing}>
${
  error
    ? html`<p class="error" id="workerId-error">${error}</p>`
    : html`<p class="hint" id="workerId-hint">Any ID, like A2YUCJ28XANFOX. There is no password: this is your own Local service, and no one is paid.</p>`
}</div>
<div class="actions"><button class="primary">Sign in</button><a class="button quiet" href="/signin?new=1&amp;next=${encodeURIComponent(next)}">Generate an ID</a></div>
</form>`;
  return layout(call, { title: 'Sign in', body });
}
