/** Addresses of the machine itself. */

/** Whether a host, as `URL.hostname` gives it, is this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}
