/**
 * Who may speak to the service: only requests for a name that is its own, so that a web page whose name was rebound to
 * loopback gets nothing; and of browsers only pages that the service itself served.
 */
import type { IncomingHttpHeaders } from 'node:http';

const loopbackNames: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Gives the check for a service that other host names lead to as well (tunnels); `otherNames` may grow later. The check answers with a
 * reason to refuse.
 */
export function hostCheck(otherNames: readonly string[]): (headers: IncomingHttpHeaders) => string | undefined {
  return ({ host, origin }) => {
    if (host === undefined) return 'The request has no Host.';
    const name = host.toLowerCase().replace(/:\d+$/, '');
    if (!loopbackNames.includes(name) && !otherNames.some(each => each.toLowerCase() === name))
      return `${name} is not a name of this service. Start it with --allow-host ${name} if it should be.`;
    if (origin === undefined || origin === `http://${host}` || origin === `https://${host}`) return undefined;
    return `A page of ${origin} may not call this service.`;
  };
}
