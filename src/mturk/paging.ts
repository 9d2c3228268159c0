/** Listing page by page (reference.md §2, Pagination). */
import type { CallOptions, MTurkClient } from './client.ts';
import type { ApiOperation, Input, Output } from './operations.ts';

export type ListApiOperation = Extract<ApiOperation, `List${string}`>;

/** The most the service gives in one page. */
export const largestPage = 100;

/**
 * Yields the pages of a listing. The service sends a token with every page that has items, the last one too, so the end is
 * a page that is empty or that has no token; a token that does not move ends the listing as well.
 */
export async function* pages<O extends ListApiOperation>(
  client: Pick<MTurkClient, 'call'>,
  operation: O,
  input: Omit<Input<O>, 'NextToken'>,
  options: CallOptions = {},
): AsyncGenerator<Output<O>> {
  let token: string | undefined;
  for (;;) {
    const asked = { MaxResults: largestPage, ...input, NextToken: token } as Input<O>;
    const page = await client.call(operation, asked, options);
    const { NumResults, NextToken } = page as { NumResults?: number; NextToken?: string };
    if (NumResults === 0) return;
    yield page;
    if (!NextToken || NextToken === token) return;
    token = NextToken;
  }
}

/** Works on each page while the next one is already on its way. */
export async function ahead<T>(pages: AsyncGenerator<T>, work: (page: T) => void): Promise<void> {
  let next = pages.next();
  for (;;) {
    const { done, value } = await next;
    if (done) return;
    next = pages.next();
    next.catch(() => undefined);
    // The request goes out first.
    await new Promise(resolve => setImmediate(resolve));
    work(value);
  }
}
