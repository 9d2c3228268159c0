/** Accounts on a service, with what they asked for and what they told. */
import { Account, type Change, type StateFile } from '../../../src/account/account.ts';
import { MTurkClient } from '../../../src/mturk/client.ts';
import type { ApiOperation } from '../../../src/mturk/operations.ts';
import type { Local } from '../../support/local.ts';

interface Opened {
  readonly account: Account;
  readonly calls: ApiOperation[];
  readonly changes: Change[];
  readonly pass: (milliseconds: number) => void;
  readonly now: () => number;
}

/** Call it inside `describe`; the accounts it opens are disposed after each test. */
export function useAccounts(): (local: Local, kept?: { file: StateFile; identity: string }) => Opened {
  const opened: Account[] = [];
  afterEach(() => {
    for (const account of opened.splice(0)) account.dispose();
  });
  return ({ endpoint, accessKeyId, secretAccessKey }, kept) => {
    const calls: ApiOperation[] = [];
    const changes: Change[] = [];
    const client = new MTurkClient({
      endpoint,
      credentials: async () => ({ accessKeyId, secretAccessKey }),
      onCall: ({ operation }) => calls.push(operation),
    });
    // The service's clock is a manual one; what counts here is only which side of an expiration it stands on.
    let now = Date.now();
    const account = new Account({ client, now: () => now, ...(kept ? { kept } : {}) });
    account.onChange(change => changes.push(change));
    opened.push(account);
    return { account, calls, changes, now: () => now, pass: milliseconds => (now += milliseconds) };
  };
}

/** A file in memory. */
export class MemoryFile implements StateFile {
  lines: string[] = [];

  async *read(): AsyncGenerator<string> {
    yield* this.lines;
  }

  async write(lines: AsyncIterable<string>): Promise<void> {
    const written: string[] = [];
    for await (const line of lines) written.push(line);
    this.lines = written;
  }
}
