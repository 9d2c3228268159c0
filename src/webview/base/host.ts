/**
 * The browser's half of the messages, and the only holder of the VS Code API: nothing else on the page can post or keep
 * state. One instance a page.
 */
import type {
  Answer,
  CommandName,
  CommandParams,
  Contract,
  Listeners,
  NotificationName,
  RequestName,
  RequestParams,
  ToHost,
} from '../../panels/contract.ts';

export interface Host<C extends Contract> {
  command<N extends CommandName<C>>(name: N, params: CommandParams<C, N>): void;
  /** Rejects with the host's reason. */
  request<N extends RequestName<C>>(name: N, params: RequestParams<C, N>): Promise<Answer<C, N>>;
  /** Starts listening and says so: the host posts its data from then on. */
  listen(listeners: Listeners<C>): void;
  /** What the page keeps over being hidden: who it is and how it is looked at, never data. */
  readState(): unknown;
  saveState(state: unknown): void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

export function connect<C extends Contract>(contract: C): Host<C> {
  const api = acquireVsCodeApi();
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  const post = (message: ToHost) => api.postMessage(message);

  const settle = (message: Readonly<Record<string, unknown>>) => {
    if (typeof message.id !== 'number') return;
    const request = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok === true) request?.resolve(message.value);
    else request?.reject(new Error(String(message.reason)));
  };

  return {
    command: (name, params) => post({ type: 'command', name, params }),
    request: (name, params) =>
      new Promise<never>((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve: resolve as (value: unknown) => void, reject });
        post({ type: 'request', id: lastId, name, params });
      }),
    listen: listeners => {
      window.addEventListener('message', ({ data, origin }: MessageEvent<unknown>) => {
        // Frames on the page have other origins: they may post, and say nothing in the host's name.
        if (origin !== window.origin) return;
        if (typeof data !== 'object' || data === null) return;
        const message = data as Readonly<Record<string, unknown>>;
        if (message.type === 'answer') settle(message);
        if (message.type !== 'notification' || typeof message.name !== 'string') return;
        if (!Object.hasOwn(contract.notifications, message.name)) return;
        const listener = listeners[message.name as NotificationName<C>] as (params: unknown) => void;
        listener(message.params);
      });
      const reportKeyboard = () => post({ type: 'keyboard', has: document.hasFocus() });
      window.addEventListener('focus', reportKeyboard);
      window.addEventListener('blur', reportKeyboard);
      reportKeyboard();
      post({ type: 'ready' });
    },
    readState: () => api.getState(),
    saveState: state => void api.setState(state),
  };
}
