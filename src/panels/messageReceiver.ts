/** The host's half of the messages: reads what a webview posts and hands it to the one handler that the contract names. */
import {
  type CommandName,
  type Contract,
  type Handlers,
  isRecord,
  type RequestName,
  type ToBrowser,
} from './contract.ts';

export interface Receiver<C extends Contract> {
  readonly contract: C;
  readonly handlers: Handlers<C>;
  readonly onReady: () => void;
  /** Whether what is typed goes to the page. */
  readonly onKeyboard: (has: boolean) => void;
  readonly post: (message: ToBrowser) => void;
}

/**
 * Handles one message. What is unknown or malformed is dropped: a page that shows hostile text gets no say beyond the
 * contract, and no way to make the host throw.
 */
export async function receive<C extends Contract>(receiver: Receiver<C>, message: unknown): Promise<void> {
  if (!isRecord(message)) return;
  const { type, id, name, params } = message;
  if (type === 'ready') return receiver.onReady();
  if (type === 'keyboard') return receiver.onKeyboard(message.has === true);
  if (typeof name !== 'string') return;
  if (type === 'command') return runCommand(receiver, name, params);
  if (type === 'request' && typeof id === 'number') return answer(receiver, id, name, params);
}

function runCommand<C extends Contract>({ contract, handlers }: Receiver<C>, name: string, params: unknown): void {
  if (!Object.hasOwn(contract.commands, name)) return;
  const read = contract.commands[name]?.read(params);
  if (read === undefined) return;
  const handle = handlers.commands[name as CommandName<C>] as (params: unknown) => void;
  handle(read);
}

async function answer<C extends Contract>(
  { contract, handlers, post }: Receiver<C>,
  id: number,
  name: string,
  params: unknown,
): Promise<void> {
  const refuse = (reason: string) => post({ type: 'answer', id, ok: false, reason });
  if (!Object.hasOwn(contract.requests, name)) return refuse('the request is unknown');
  const read = contract.requests[name]?.read(params);
  if (read === undefined) return refuse('the request is malformed');
  const handle = handlers.requests[name as RequestName<C>] as (params: unknown) => unknown;
  try {
    post({ type: 'answer', id, ok: true, value: await handle(read) });
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error));
  }
}
