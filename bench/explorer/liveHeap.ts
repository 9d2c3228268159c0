/** What a Node process holds on to, asked through its inspector, which a signal opens on a port of the system's choice. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { until } from '../../test/e2e/support/eventually.ts';

/** For the environment of the process: without it, the inspector would want one fixed port. */
export const inspectable = { NODE_OPTIONS: '--inspect-port=0' };

export class LiveHeap {
  readonly #socket: WebSocket;
  #id = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  static async of(pid: string): Promise<LiveHeap> {
    const before = new Set(listeningPorts(pid));
    process.kill(Number(pid), 'SIGUSR1');
    const port = await until('the inspector listens', () => listeningPorts(pid).find(each => !before.has(each)));
    const [target] = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as {
      webSocketDebuggerUrl: string;
    }[];
    if (!target) throw new Error('the inspector has a target');
    const socket = new WebSocket(target.webSocketDebuggerUrl);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', () => reject(new Error('the inspector answers')));
    });
    return new LiveHeap(socket);
  }

  /** Bytes that are in use after everything unused was collected. */
  async used(): Promise<number> {
    await this.#call('HeapProfiler.enable');
    await this.#call('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#call('Runtime.getHeapUsage');
    return Number(usedSize);
  }

  close(): void {
    this.#socket.close();
  }

  #call(method: string): Promise<Record<string, unknown>> {
    this.#id += 1;
    const id = this.#id;
    return new Promise(resolve => {
      const listen = ({ data }: MessageEvent) => {
        const message = JSON.parse(String(data)) as { id?: number; result?: Record<string, unknown> };
        if (message.id !== id) return;
        this.#socket.removeEventListener('message', listen);
        resolve(message.result ?? {});
      };
      this.#socket.addEventListener('message', listen);
      this.#socket.send(JSON.stringify({ id, method }));
    });
  }
}

/** The TCP ports that a process listens on, as the kernel tells. */
function listeningPorts(pid: string): number[] {
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap(fd => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    }),
  );
  return readFileSync(`/proc/${pid}/net/tcp`, 'utf8')
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(columns => columns[3] === '0A' && sockets.has(columns[9] ?? ''))
    .map(columns => Number.parseInt(columns[1]?.split(':')[1] ?? '', 16));
}
