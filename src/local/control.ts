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

export class ControlError extends Error {
  override readonly name = 'ControlError';
}

/** Calls one verb. Throws {@link ControlError} with the service's words, or what the network said. */
export async function callControl(local: RunningLocal, verb: string, body: unknown = {}): Promise<unknown> {
  const response = await post(local, verb, body, AbortSignal.timeout(10_000));
  const text = await response.text();
  if (!response.ok) throw new ControlError(`Local refused ${verb}: ${text.slice(0, 500)}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** Whether that service still answers. */
export async function isAlive(local: RunningLocal): Promise<boolean> {
  try {
    await callControl(local, 'health');
    return true;
  } catch {
    return false;
  }
}

const attachEvent = v.object({
  /** The service's time in seconds since the epoch. */
  now: v.number(),
  changed: v.optional(v.object({ HITIds: v.array(v.string()), everything: v.optional(v.boolean()) })),
});

export interface Attachment {
  /** What time the service has, in ms since the epoch: its clock can be ahead of the wall's. Told before every change. */
  onTime(now: number): void;
  /** HITs that changed, or that anything may have. */
  onChanged(changed: readonly string[] | 'everything'): void;
  /** The stream ended: the service stopped or was killed. Not called after `signal` aborts. */
  onEnd(): void;
}

/** Holds the stream that keeps the service alive and that tells what changes. Returns when it ends. */
export async function attach(local: RunningLocal, attachment: Attachment, signal: AbortSignal): Promise<void> {
  try {
    const response = await post(local, 'attach', {}, signal);
    if (!response.ok || !response.body) throw new ControlError(`Local refused attach: ${response.status}`);
    let rest = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) announce(line, attachment);
    }
  } catch {
    // A lost stream and a refused one mean the same to who is attached.
  }
  if (!signal.aborted) attachment.onEnd();
}

function announce(line: string, attachment: Attachment): void {
  if (line.trim() === '') return;
  const event = v.safeParse(attachEvent, JSON.parse(line));
  if (!event.success) return;
  const { now, changed } = event.output;
  attachment.onTime(now * 1000);
  if (changed?.everything) attachment.onChanged('everything');
  else if (changed && changed.HITIds.length > 0) attachment.onChanged(changed.HITIds);
}

function post(local: RunningLocal, verb: string, body: unknown, signal: AbortSignal): Promise<Response> {
  return fetch(`${local.controlUrl}/${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${local.controlToken}` },
    body: JSON.stringify(body),
    signal,
  });
}
