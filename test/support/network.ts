/** Servers on loopback that stand for what lies between a client and a service. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, request, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer as createNetServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { generate } from 'selfsigned';

export interface Listening {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

async function listening(server: Server, scheme = 'http'): Promise<Listening> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${scheme}://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function serving(answer: RequestListener): Promise<Listening> {
  return listening(createServer(answer));
}

/** A service behind TLS, whose certificate it signed itself; valid between the dates given, for the host given. */
export async function servingTls(
  answer: RequestListener,
  { host = '127.0.0.1', from = Date.now() - 86_400_000, to = Date.now() + 86_400_000 } = {},
): Promise<Listening & { readonly certificate: string }> {
  const altName = /^[\d.]+$/.test(host) ? { type: 7 as const, ip: host } : { type: 2 as const, value: host };
  const { cert, private: key } = await generate([{ name: 'commonName', value: host }], {
    keySize: 2048,
    notBeforeDate: new Date(from),
    notAfterDate: new Date(to),
    extensions: [{ name: 'subjectAltName', altNames: [altName] }],
  });
  return { ...(await listening(createTlsServer({ key, cert }, answer), 'https')), certificate: cert };
}

/** A SOCKS5 proxy without a password that finds every host on loopback, at the port of the request. */
export async function socksProxy(): Promise<ForwardProxy> {
  const passed: string[] = [];
  const open = new Set<Duplex>();
  const server = createNetServer(socket => {
    open.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', (request: Buffer) => {
        // A name: its length, its characters, the port.
        const length = request[4] ?? 0;
        const host = request[3] === 3 ? request.toString('ascii', 5, 5 + length) : 'an address';
        const port = request.readUInt16BE(request.length - 2);
        passed.push(`${host}:${port}`);
        const through = connect(port, '127.0.0.1', () => {
          socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
          through.pipe(socket).pipe(through);
        });
        open.add(through);
        through.on('error', () => {});
      });
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `socks5h://127.0.0.1:${port}`,
    passed,
    close: async () => {
      for (const each of open) each.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

interface ForwardProxy extends Listening {
  /** What went through: `POST http://host/` or `CONNECT host:port`. */
  readonly passed: string[];
}

/**
 * A forward proxy that finds every host on loopback, at the port of the request or, without one, at the one told.
 * With `password`, it wants `user:password`; with `status`, it refuses everything so.
 */
export async function forwardProxy(
  options: { readonly port?: number; readonly password?: string; readonly status?: number } = {},
): Promise<ForwardProxy> {
  const passed: string[] = [];
  const refusal = (incoming: IncomingMessage): number | undefined => {
    if (options.status) return options.status;
    if (options.password === undefined) return undefined;
    const wanted = `Basic ${Buffer.from(`user:${options.password}`).toString('base64')}`;
    return incoming.headers['proxy-authorization'] === wanted ? undefined : 407;
  };
  const server = createServer((incoming, response) => {
    const status = refusal(incoming);
    if (status) return response.writeHead(status, { 'proxy-authenticate': 'Basic realm="lab"' }).end('<html>no</html>');
    passed.push(`${incoming.method} ${incoming.url}`);
    const { port, pathname } = new URL(incoming.url ?? '');
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: port || options.port,
        path: pathname,
        method: incoming.method,
        headers: incoming.headers,
      },
      answer => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    outgoing.on('error', () => response.writeHead(502).end());
    return incoming.pipe(outgoing);
  });
  const tunnels = new Set<Duplex>();
  server.on('connect', (incoming: IncomingMessage, socket: Duplex) => {
    const status = refusal(incoming);
    if (status) return socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
    passed.push(`CONNECT ${incoming.url}`);
    const port = Number(incoming.url?.split(':').at(-1));
    const through = connect(options.port ?? port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
    for (const end of [socket, through]) {
      tunnels.add(end);
      end.on('error', () => {}).on('close', () => tunnels.delete(end));
    }
    return undefined;
  });
  const at = await listening(server);
  return {
    ...at,
    passed,
    close: async () => {
      for (const tunnel of tunnels) tunnel.destroy();
      await at.close();
    },
  };
}
