/** The control API over HTTP: POST {controlUrl}/<verb>, JSON in and out, a bearer token. */
import * as v from 'valibot';
import { RequestError } from '../serviceErrors.ts';
import { BodyTooLarge, parseJson, readBody, sendJson } from '../wire/http.ts';
import { controlPath, type HttpHandler } from '../wire/server.ts';
import type { Attachments } from './attachments.ts';
import { authorized } from './authorized.ts';
import type { Controlled } from './controlVerb.ts';
import { ControlError } from './refusal.ts';
import { exportState, importState } from './transferVerbs.ts';
import { verbs } from './verbs.ts';

/** Errors are `{"error":{"code","message"}}` with a 4xx. */
export function controlHandler(service: Controlled, attachments: Attachments, token: string): HttpHandler {
  return async (request, response) => {
    try {
      if (!authorized(request.headers.authorization, token)) {
        request.resume();
        throw new ControlError(401, 'Unauthorized', 'The control API needs Authorization: Bearer and its token.');
      }
      if (request.method !== 'POST') throw new ControlError(405, 'MethodNotAllowed', 'The control API takes POST.');
      const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(controlPath.length + 1);
      if (name === 'import') {
        await importState(request, rows => service.replace(rows));
        return sendJson(response, 200, {});
      }
      const body = await readBody(request, 64 * 1024 * 1024);
      if (name === 'attach') return attachments.open(response);
      if (name === 'export') return await exportState(service.engine, response);
      const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
      if (!verb) throw new ControlError(404, 'UnknownVerb', `There is no control verb ${name}.`);
      const parsed = body.length === 0 ? { json: {} } : parseJson(body);
      if (!parsed) throw new ControlError(400, 'InvalidInput', 'The request body is not JSON.');
      const input = v.safeParse(verb.input, parsed.json);
      if (!input.success) throw new ControlError(400, 'InvalidInput', describe(input.issues));
      sendJson(response, 200, await verb.run(service, input.output));
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      request.resume();
      sendJson(response, refusal.status, { error: { code: refusal.code, message: refusal.message } });
    }
  };
}

function refusalOf(error: unknown): ControlError | undefined {
  if (error instanceof ControlError) return error;
  if (error instanceof RequestError) return new ControlError(400, error.code, error.message);
  if (error instanceof BodyTooLarge) return new ControlError(413, 'TooLarge', error.message);
  return undefined;
}

function describe(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues.map(issue => `${v.getDotPath(issue) ?? 'The input'}: ${issue.message}`).join('; ');
}
