/** A line to a service with a latency: what one side sends arrives at the other a while later, in order, however much it is. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

interface SlowLine {
  /** The service's endpoint, at the near end of the line. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** `latency`: milliseconds that an answer comes later than it would without the line. */
export async function slowLine(endpoint: string, latency: number): Promise<SlowLine> {
  const { hostname, port } = new URL(endpoint);
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, near => {
    const far = connect({ host: hostname, port: Number(port), noDelay: true });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('data', data => setTimeout(() => to.writable && to.write(data), from === near ? latency : 0));
      from.on('end', () => setTimeout(() => to.end(), latency));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroySoon();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
