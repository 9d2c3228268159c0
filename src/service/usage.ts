/** Whether anybody uses the service: a window that is attached, or a script, a terminal or a worker's browser that sends requests. */
import type { Server } from 'node:http';

/** Calls the listener with how many requests are being answered whenever that changes; an attached stream is one of them. */
export function watchRequests(servers: readonly Server[], onRequests: (open: number) => void): void {
  let open = 0;
  for (const server of servers)
    server.on('request', (_, response) => {
      open += 1;
      onRequests(open);
      response.once('close', () => {
        open -= 1;
        onRequests(open);
      });
    });
}

interface UnusedOptions {
  /** How long the service goes on after its last use. */
  readonly seconds: number;
  /** The same before the first window has attached, when one that starts the service is still on its way. */
  readonly firstSeconds: number;
  readonly end: () => void;
  readonly after: (milliseconds: number, callback: () => void) => { dispose(): void };
}

interface Unused {
  onAttached(open: number): void;
  onRequests(open: number): void;
  dispose(): void;
}

/** Ends the service a while after nobody uses it any more. */
export function endWhenUnused({ seconds, firstSeconds, end, after }: UnusedOptions): Unused {
  let wait = Math.max(seconds, firstSeconds);
  let timer: { dispose(): void } | undefined = after(wait * 1000, end);
  return {
    onAttached: open => {
      if (open > 0) wait = seconds;
    },
    onRequests: open => {
      timer?.dispose();
      timer = open === 0 ? after(wait * 1000, end) : undefined;
    },
    dispose: () => timer?.dispose(),
  };
}
