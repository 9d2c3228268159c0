/**
 * What every Node.js of the child loads before its program: SDKs for JavaScript make their own agents and ask no proxy. It
 * leads connections for MTurk's hosts to this run's TLS server, in the main thread and in workers, whatever library makes them.
 */
import { refusedHosts, servedHosts } from './hosts.ts';

interface PreloadSettings {
  readonly tlsPort: number;
  readonly plainPort: number;
}

/** The script's text. It has to run on every version of Node.js, so it is written in the language of the oldest. */
export function preloadScript({ tlsPort, plainPort }: PreloadSettings): string {
  const settings = JSON.stringify({ tlsPort, plainPort, served: servedHosts, refused: refusedHosts });
  return `'use strict';
(function (settings) {
  var net = require('net');
  var connect = net.Socket.prototype.connect;
  var refused = settings.refused.map(function (each) {
    return { pattern: new RegExp(each[0]), reason: each[1] };
  });
  net.Socket.prototype.connect = function () {
    var first = arguments[0];
    // Node.js itself passes its options in a list, programs as an object or as port and host.
    var options = Array.isArray(first) ? first[0] : first;
    var isObject = options !== null && typeof options === 'object';
    var host = isObject ? options.host : typeof arguments[1] === 'string' ? arguments[1] : undefined;
    if (typeof host !== 'string' || (isObject && options.path)) return connect.apply(this, arguments);
    var name = host.toLowerCase().replace(/\\.$/, '');
    var served = settings.served.indexOf(name) >= 0;
    var refusal = served ? undefined : refused.find(function (each) { return each.pattern.test(name); });
    if (refusal) {
      var socket = this;
      process.nextTick(function () {
        socket.destroy(new Error("mturk-local exec refused a connection to " + name + ": " + refusal.reason + "."));
      });
      return this;
    }
    if (!served) return connect.apply(this, arguments);
    var port = Number(isObject ? options.port : first) === 80 ? settings.plainPort : settings.tlsPort;
    if (!isObject) return connect.call(this, port, '127.0.0.1', typeof arguments[2] === 'function' ? arguments[2] : undefined);
    var led = Object.assign({}, options, { host: '127.0.0.1', port: port, autoSelectFamily: false });
    delete led.lookup;
    delete led.family;
    delete led.localAddress;
    delete led.localPort;
    if (!Array.isArray(first)) return connect.call(this, led, arguments[1]);
    first[0] = led;
    return connect.call(this, first);
  };
})(${settings});
`;
}
