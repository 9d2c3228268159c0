/** Whether what listens at an address answers in TLS. */
const patience = 3000;

/** True too where nothing listens: then the request itself says so. */
export function speaksTls({ hostname, port }: URL): Promise<boolean> {
  return new Promise(resolve => {
    // Loaded now: few services need it, and it would delay the start of each.
    const socket = process.getBuiltinModule('node:tls').connect({
      host: hostname === '0.0.0.0' ? '127.0.0.1' : hostname.replace(/^\[(.*)\]$/, '$1'),
      port: Number(port || 443),
      rejectUnauthorized: false,
    });
    const done = (answer: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => done(false), patience);
    socket.once('secureConnect', () => done(true));
    socket.once('error', (error: NodeJS.ErrnoException) => done(error.code === 'ECONNREFUSED'));
  });
}
