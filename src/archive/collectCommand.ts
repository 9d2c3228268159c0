/** `mturk-local archive`: an account of any endpoint into a file. */
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { MTurkClient } from '../mturk/client.ts';
import { networkSettings } from '../mturk/network.ts';
import { exitCodes, UsageError, url } from '../service/cli.ts';
import { type CollectProgress, collect } from './collecting.ts';

export const collectUsage = `mturk-local archive --to FILE --endpoint URL [--environment sandbox|production|other|local]
            [--control-url URL --control-token TOKEN] [--json]
            (keys: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN; run it again to continue, or to update the file)`;

const connectionForm = v.object({
  endpoint: v.string(),
  environment: v.optional(v.picklist(['sandbox', 'production', 'local', 'other'])),
  accessKeyId: v.string(),
  secretAccessKey: v.string(),
  sessionToken: v.optional(v.string()),
  controlUrl: v.optional(v.string()),
  controlToken: v.optional(v.string()),
});
type Connection = v.InferOutput<typeof connectionForm>;

interface Speaker {
  /** A line for a program that listens. */
  printLine(line: object): void;
  /** A line for a person. */
  say(line: string): void;
}

/** Gives the exit code. Throws UsageError, and what `collect` rejects with. */
export async function runCollect(args: readonly string[], { printLine, say }: Speaker): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      to: { type: 'string' },
      endpoint: { type: 'string' },
      environment: { type: 'string' },
      'control-url': { type: 'string' },
      'control-token': { type: 'string' },
      input: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const { to, json } = values;
  if (to === undefined) throw new UsageError('Give --to FILE.');
  const connection = values.input ? await connectionIn(await text(process.stdin)) : fromEnvironment(values);
  const { endpoint, accessKeyId, secretAccessKey, sessionToken, controlUrl, controlToken } = connection;
  const client = new MTurkClient({
    endpoint: url('endpoint', endpoint),
    credentials: async () => ({ accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) }),
    network: () => networkSettings({}, process.env, endpoint),
  });
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort(new Error('stopped')));
  let told = 0;
  const onProgress = (collected: CollectProgress): void => {
    const at = Date.now();
    if (at - told < 250 && collected.hits < collected.of) return;
    told = at;
    if (json) printLine({ collected });
  };
  try {
    const manifest = await collect({
      client,
      // Local's port is another one after each start, and its data is the same.
      origin: connection.environment === 'local' ? 'Local' : new URL(endpoint).origin,
      ...(connection.environment ? { environment: connection.environment } : {}),
      to,
      ...(controlUrl && controlToken ? { localLines: () => exportLines(controlUrl, controlToken, stop.signal) } : {}),
      signal: stop.signal,
      onProgress,
      now: Date.now,
    });
    if (json) printLine({ manifest });
    else {
      say(`${to} was written.`);
      for (const [kind, count] of Object.entries(manifest.counts)) say(`  ${kind}: ${count}`);
      say(`Not included: ${manifest.unread.join('; ')}.`);
    }
    return 0;
  } catch (error) {
    if (!json) throw error;
    printLine({ problem: (error instanceof Error ? error.message : String(error)).replace(/\.$/, '') });
    return exitCodes.failed;
  }
}

async function connectionIn(input: string): Promise<Connection> {
  return v.parse(connectionForm, JSON.parse(input));
}

function fromEnvironment(values: Readonly<Record<string, unknown>>): Connection {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  const read = v.safeParse(connectionForm, {
    endpoint: values.endpoint,
    environment: values.environment,
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN,
    controlUrl: values['control-url'],
    controlToken: values['control-token'],
  });
  if (read.success) return read.output;
  throw new UsageError(
    'Give --endpoint URL, a known --environment if any, and keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  );
}

/** The lines of Local's export as they come. */
async function* exportLines(controlUrl: string, token: string, signal: AbortSignal): AsyncGenerator<string> {
  const response = await fetch(`${controlUrl}/export`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    signal,
  });
  if (!response.ok || !response.body) throw new Error(`Local refused to export its state (${response.status})`);
  let rest = '';
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
