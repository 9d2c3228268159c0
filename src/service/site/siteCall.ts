/** What a page of the site gets. */
import type { Engine } from '../engine.ts';
import type { Assignment } from '../storage/tableRows.ts';
import type { Origins } from './origins.ts';
import type { Reply } from './reply.ts';
import type { Session, Sessions } from './session.ts';
import { type Field, fieldOf } from './submittedFields.ts';

export interface SiteCall {
  readonly engine: Engine;
  readonly manualClock: boolean;
  readonly sessions: Sessions;
  readonly session: Session;
  /** The token of a worker's hold of an assignment. */
  leaseOf(assignment: Assignment): string;
  readonly origins: Origins;
  /** The path as asked for, with its query. */
  readonly here: string;
  readonly query: URLSearchParams;
  /** The fields of a form that came with the session's token; empty otherwise. */
  readonly fields: readonly Field[];
  /** The parts of the path that the route names. */
  readonly params: Readonly<Record<string, string>>;
}

/** What a page answers; another session than the call's is kept by the browser. */
export type Answer = Reply | { readonly reply: Reply; readonly session: Session };
export type Page = (call: SiteCall) => Answer | Promise<Answer>;

/** A page that only a worker sees; others sign in first and come back. */
export function forWorkers(page: (call: SiteCall, workerId: string) => Answer | Promise<Answer>): Page {
  return call => {
    const { workerId } = call.session;
    // A form can't be repeated after the sign-in; the page it stood on can.
    if (workerId === undefined)
      return {
        kind: 'redirect',
        location: `/signin?next=${encodeURIComponent(call.fields.length > 0 ? '/' : call.here)}`,
      };
    return page(call, workerId);
  };
}

/** A field that the site's own form always has. */
export function required(call: SiteCall, name: string): string {
  return fieldOf(call.fields, name) ?? '';
}
