/** Pages by key: NextToken comes with every page that isn't empty, and is bound to its query (reference.md §2). */
import { createHash } from 'node:crypto';
import { invalidParameter } from '../serviceErrors.ts';
import type { Call, Json } from './call.ts';

const defaultPageSize = 10;

interface PageInput {
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

type Key = readonly number[];

/** The page asked for: where it starts, how long it is, and how to name the place it ends at. */
export interface Page {
  readonly limit: number;
  /** The numbers that the page before ended with; undefined for the first page. */
  readonly after: Key | undefined;
  /** Gives NumResults, and NextToken unless the page is empty. */
  ending(rows: number, last: Key | undefined): { readonly NumResults: number; readonly NextToken?: string };
}

/** Reads the paging members of an input. `query` is whatever else decides the result: a token of another query is refused. */
export function pageOf(call: Call, input: PageInput, query: readonly Json[], keyLength: number): Page {
  const binding = createHash('sha256')
    .update(JSON.stringify([call.requester.id, ...query]))
    .digest('base64url')
    .slice(0, 16);
  return {
    limit: input.MaxResults ?? defaultPageSize,
    after: input.NextToken === undefined ? undefined : readToken(input.NextToken, binding, keyLength),
    ending: (rows, last) => ({
      NumResults: rows,
      ...(last ? { NextToken: Buffer.from(JSON.stringify([binding, ...last])).toString('base64url') } : {}),
    }),
  };
}

function readToken(token: string, binding: string, keyLength: number): Key {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch {
    throw badToken();
  }
  if (!Array.isArray(parts)) throw badToken();
  const [bound, ...key] = parts as unknown[];
  if (bound !== binding || key.length !== keyLength || !key.every(Number.isSafeInteger)) throw badToken();
  return key as number[];
}

function badToken() {
  return invalidParameter('NextToken is not one that this query gave.');
}
