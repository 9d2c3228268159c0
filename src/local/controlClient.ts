/** The control API of a running Local service, as the extension uses it. */
import * as v from 'valibot';

const readyLine = v.object({
  endpoint: v.string(),
  workerSite: v.string(),
  controlUrl: v.string(),
  controlToken: v.string(),
  accessKeyId: v.string(),
  secretAccessKey: v.string(),
  pid: v.number(),
});

/** The line that the service prints when it is ready, and where it can be reached. */
export type RunningLocal = v.InferOutput<typeof readyLine>;

export function readReadyLine(text: string): RunningLocal | undefined {
  try {
    return v.parse(readyLine, JSON.parse(text));
  } catch {
    return undefined;
  }
}

class ControlError extends Error {
  override readonly name = 'ControlError';
}

const callTimeout = 10_000;

/** Calls one verb. Throws {@link ControlError} with the service's words, or what the network said. */
export async function callControl(
  local: RunningLocal,
  verb: string,
  body: unknown = {},
  signal: AbortSignal = AbortSignal.timeout(callTimeout),
): Promise<unknown> {
  const response = await fetch(`${local.controlUrl}/${verb}`, {
    method: 'POST',
    headers: headersOf(local),
    body: JSON.stringify(body),
    signal,
  });
  const text = await response.text();
  if (!response.ok) throw new ControlError(`Local refused ${verb}: ${text.slice(0, 500)}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** What each request of the control API carries. */
export function headersOf({ controlToken }: RunningLocal): Record<string, string> {
  return { 'content-type': 'application/json', authorization: `Bearer ${controlToken}` };
}

/** `silent` is a process that is there and doesn't answer: paused, or busy. `gone` is one that has ended. */
export type Health = 'answers' | 'silent' | 'gone';

const healthTimeout = 5000;
const health = v.object({ pid: v.number() });

/** Asks a service how it is, for a few seconds at most. Never rejects. */
export async function probe(local: RunningLocal, signal = AbortSignal.timeout(healthTimeout)): Promise<Health> {
  const health = await ask(local, signal);
  // A connection that was kept from before may have been closed under the request.
  return health === 'silent' && !signal.aborted ? ask(local, signal) : health;
}

async function ask(local: RunningLocal, signal: AbortSignal): Promise<Health> {
  try {
    const answer = v.safeParse(health, await callControl(local, 'health', {}, signal));
    // Another service may have its address by now.
    return answer.success && answer.output.pid === local.pid ? 'answers' : 'gone';
  } catch (error) {
    if (error instanceof ControlError || error instanceof SyntaxError || wasRefused(error)) return 'gone';
    return isRunning(local.pid) ? 'silent' : 'gone';
  }
}

/** Nobody listens there: a process that is paused or busy still lets others connect. */
function wasRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process that belongs to somebody else is one.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
