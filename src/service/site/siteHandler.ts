/** The worker site: which page answers which request, and what every request must bring. */
import type { IncomingMessage } from 'node:http';
import type { Engine } from '../engine.ts';
import { BodyTooLarge } from '../wire/http.ts';
import type { HttpHandler } from '../wire/server.ts';
import { isTaskAsset, sendAsset } from './assets.ts';
import { leftPath, leftReports } from './escapedFrames.ts';
import { html } from './html.ts';
import { leaseToken, submissionIn } from './lease.ts';
import { movedTo, originsFor, type Ports, readPlacing, siteOrigin } from './origins.ts';
import { notFound, problem } from './pages/problem.ts';
import { type Preview, previewFormPath } from './preview/preview.ts';
import { answerPreviewForm } from './preview/previewForm.ts';
import { commonHeaders, page, redirect, sendReply } from './reply.ts';
import { type Route, routes } from './routes.ts';
import { createSessions } from './session.ts';
import type { Answer, Page, SiteCall } from './siteCall.ts';
import { externalSubmit } from './submission.ts';
import { type Field, fieldOf, readFields, UnreadableForm } from './submittedFields.ts';
import { answerContent, sendContent } from './taskContent.ts';
import { contentPath, placingParameter } from './taskFrame.ts';

interface SiteOptions {
  readonly engine: Engine;
  readonly manualClock: boolean;
  /** Signs the cookies. */
  readonly key: Uint8Array;
  /** Known once the service listens. */
  readonly ports: () => Ports;
  /** Told that a HIT's page took the task frame to a host of Amazon. */
  readonly onLeft: (hitId: string, host: string) => void;
  /** Of a service that an editor's preview shows. */
  readonly preview?: Preview | undefined;
}

/** What task content loads and where it submits; content that is sandboxed has no origin to name. */
export function isOpenToAllPages(path: string): boolean {
  return submissionIn(path) !== undefined || path === contentPath || path === previewFormPath || isTaskAsset(path);
}

export function siteHandler({ engine, manualClock, key, ports, onLeft, preview }: SiteOptions): HttpHandler {
  const takeLeft = leftReports(onLeft);
  const sessions = createSessions(key, () => `mturk-worker-${ports().site}`);
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://site.invalid');
    const path = url.pathname;
    const submission = submissionIn(path);
    if (submission)
      return externalSubmit(
        engine,
        { key, token: submission.token, previewed: preview !== undefined },
        request,
        response,
      );
    if (path === leftPath && request.method === 'POST') return takeLeft(request, response);
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const origins = originsFor(request.headers, ports(), readPlacing(url.searchParams.get(placingParameter)));
    if (reads && path === contentPath)
      return sendContent(engine, request, response, { own: origins.site, site: origins.site, preview }, true);
    if (preview && path === previewFormPath) return answerPreviewForm(engine, preview, request, response);
    if (preview && reads && (await sendAsset('preview', path, request, response))) return void request.resume();
    if (reads && (await sendAsset('site', path, request, response))) return void request.resume();
    const moved = movedTo(request.headers, ports());
    if (reads && moved !== undefined) {
      request.resume();
      response.writeHead(307, { ...commonHeaders, Location: `${moved}${path}${url.search}`, 'Content-Length': 0 });
      response.end();
      return;
    }
    const session = sessions.read(request.headers.cookie);
    if (reads && comesFromElsewhere(request)) {
      // The one address that changes something when it is opened: a link of another site leads to the HIT, no further.
      const preview = path.replace(/\/accept_random\/?$/, '');
      if (preview !== path) {
        request.resume();
        return sendReply(response, redirect(preview), undefined);
      }
    }
    if (reads && session.setCookie !== undefined && comesFromElsewhere(request)) {
      request.resume();
      return sendReply(response, page(again), undefined);
    }
    const here = `${path}${url.search}`;
    const call: SiteCall = {
      engine,
      manualClock,
      sessions,
      session,
      leaseOf: assignment => leaseToken(key, assignment),
      origins,
      here,
      query: url.searchParams,
      fields: [],
      params: {},
    };
    const answer = await answerTo(call, request, path);
    const { reply, session: kept } = 'reply' in answer ? answer : { reply: answer, session };
    if (response.destroyed) return;
    sendReply(response, reply, kept.setCookie);
  };
}

/** A strict cookie stays behind when a link on another site leads here; a page that asks again for itself brings it. */
const again = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Local worker site</title><meta http-equiv="refresh" content="0"></head><body></body></html>
`;

function comesFromElsewhere({ headers }: IncomingMessage): boolean {
  const from = headers['sec-fetch-site'];
  return from === 'cross-site' || from === 'same-site';
}

async function answerTo(call: SiteCall, request: IncomingMessage, path: string): Promise<Answer> {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const matching = routes.map(route => ({ route, params: match(route, path) })).filter(({ params }) => params);
  const found = matching.find(({ route }) => route.method === method);
  if (!found?.params) {
    request.resume();
    if (matching.length === 0) return notFound(call);
    return problem(
      call,
      405,
      'Method not allowed',
      'This address doesn’t support that request. Go back to the list of HITs.',
    );
  }
  const run = (page: Page, fields: readonly Field[]) => page({ ...call, fields, params: found.params ?? {} });
  if (method === 'GET') {
    request.resume();
    return run(found.route.page, []);
  }
  let fields: Field[];
  try {
    fields = await readFields(request);
  } catch (error) {
    if (error instanceof BodyTooLarge) return problem(call, 413, 'Too large', 'The form is too large.');
    if (error instanceof UnreadableForm) return problem(call, 400, 'Unreadable form', error.message);
    throw error;
  }
  if (!call.sessions.accepts(call.session, fieldOf(fields, 'token')))
    return problem(
      call,
      403,
      'Please try again',
      'This form belongs to another session. Go back, reload the page and try again.',
    );
  return run(found.route.page, fields);
}

function match(route: Route, path: string): Record<string, string> | undefined {
  const wanted = route.path.split('/');
  const given = path.replace(/(?<=.)\/$/, '').split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':') && value !== '') params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}

/** The second port, for content only. */
export function contentHandler({
  engine,
  ports,
  preview,
}: Pick<SiteOptions, 'engine' | 'ports' | 'preview'>): HttpHandler {
  return (request, response) => {
    const own = `http://${request.headers.host ?? ''}`;
    return answerContent(engine, request, response, { own, site: siteOrigin(ports()), preview });
  };
}
