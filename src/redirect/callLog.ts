/** What a run remembers of its calls: operations and outcomes, no parameters, no keys. */

/** Which way a call came: for one of Amazon's hosts, or for the endpoint in the environment. */
type CallHost = 'production' | 'sandbox' | 'endpoint';

interface CallRecord {
  /** ms since the epoch. */
  readonly at: number;
  readonly ms: number;
  readonly operation: string;
  readonly host: CallHost;
  /** HTTP status; 0 where the connection was cut. */
  readonly status: number;
  readonly error?: { readonly code: string; readonly message: string };
}

export interface CallLog {
  call(record: CallRecord): void;
  /** Notes, once for each, that an access key other than Local's is taken for the requester's. */
  key(accessKeyId: string | undefined, own: string): void;
  refused(host: string, reason: string): void;
  read(): {
    readonly calls: readonly CallRecord[];
    /** How many calls there were beyond those kept. */
    readonly leftOut: number;
    readonly operations: Readonly<Record<string, { readonly calls: number; readonly errors: number }>>;
    readonly refused: readonly { readonly host: string; readonly reason: string; readonly times: number }[];
  };
}

const mostCalls = 20_000;
const mostNames = 200;

/** `note` takes a line for the person who started the run. */
export function createCallLog(note: (line: string) => void): CallLog {
  const calls: CallRecord[] = [];
  const operations = new Map<string, { calls: number; errors: number }>();
  const refusals = new Map<string, { host: string; reason: string; times: number }>();
  const keys = new Set<string>();
  let count = 0;
  return {
    call: record => {
      count += 1;
      if (calls.length < mostCalls) calls.push(record);
      const name = record.operation || '(unknown)';
      const entry = operations.get(name) ?? { calls: 0, errors: 0 };
      entry.calls += 1;
      if (record.status !== 200) entry.errors += 1;
      if (operations.size < mostNames || operations.has(name)) operations.set(name, entry);
    },
    key: (accessKeyId, own) => {
      if (accessKeyId === undefined || accessKeyId === own || keys.has(accessKeyId) || keys.size >= mostNames) return;
      keys.add(accessKeyId);
      note(
        `Calls with the access key ${maskedKey(accessKeyId)} count as the Local requester's. Their signatures are not checked.`,
      );
    },
    refused: (host, reason) => {
      const known = refusals.get(host);
      if (known) known.times += 1;
      else if (refusals.size < mostNames) {
        refusals.set(host, { host, reason, times: 1 });
        note(`Refused a connection to ${host}: ${reason}. Nothing was sent to Amazon.`);
      }
    },
    read: () => ({
      calls,
      leftOut: count - calls.length,
      operations: Object.fromEntries([...operations].sort(([a], [b]) => (a < b ? -1 : 1))),
      refused: [...refusals.values()],
    }),
  };
}

/** Enough of an access key id to recognize it by. */
function maskedKey(accessKeyId: string): string {
  return accessKeyId.length < 12 ? '•••' : `${accessKeyId.slice(0, 4)}•••${accessKeyId.slice(-2)}`;
}
