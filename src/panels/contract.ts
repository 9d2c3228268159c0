/**
 * The messages between a panel's host side and its browser side. A panel declares what may be said once, in its own
 * `contract.ts`; both sides derive their types from that, so a handler that is missing or reads the wrong thing does not compile.
 *
 * Requests (browser → host) are answered, commands (browser → host) are not, notifications go from host to browser.
 */

/** Reads what came over the wire; `undefined` for anything that is not what was agreed. */
export type Reader<P> = (value: unknown) => P | undefined;

export interface RequestSpec<P, R> {
  readonly read: Reader<P>;
  /** Never there: carries the type of the answer. */
  readonly answers?: R;
}

export interface CommandSpec<P> {
  readonly read: Reader<P>;
}

export interface NotificationSpec<P> {
  /** Never there: carries the type. The browser side trusts its own host. */
  readonly carries?: P;
}

export interface Contract {
  readonly requests: Readonly<Record<string, RequestSpec<unknown, unknown>>>;
  readonly commands: Readonly<Record<string, CommandSpec<unknown>>>;
  readonly notifications: Readonly<Record<string, NotificationSpec<unknown>>>;
}

export function request<P, R>(read: Reader<P>): RequestSpec<P, R> {
  return { read };
}

export function command<P>(read: Reader<P>): CommandSpec<P> {
  return { read };
}

export function notification<P>(): NotificationSpec<P> {
  return {};
}

/** For messages that carry nothing. */
export const nothing: Reader<Record<string, never>> = () => ({});

type Requests<C extends Contract> = C['requests'];
type Commands<C extends Contract> = C['commands'];
type Notifications<C extends Contract> = C['notifications'];

export type RequestName<C extends Contract> = keyof Requests<C> & string;
export type CommandName<C extends Contract> = keyof Commands<C> & string;
export type NotificationName<C extends Contract> = keyof Notifications<C> & string;

export type RequestParams<C extends Contract, N extends RequestName<C>> =
  Requests<C>[N] extends RequestSpec<infer P, unknown> ? P : never;
export type Answer<C extends Contract, N extends RequestName<C>> =
  Requests<C>[N] extends RequestSpec<unknown, infer R> ? R : never;
export type CommandParams<C extends Contract, N extends CommandName<C>> =
  Commands<C>[N] extends CommandSpec<infer P> ? P : never;
export type NotificationParams<C extends Contract, N extends NotificationName<C>> =
  Notifications<C>[N] extends NotificationSpec<infer P> ? P : never;

/** What the host side must have: one handler for each request and command of the contract. */
export interface Handlers<C extends Contract> {
  readonly requests: {
    readonly [N in RequestName<C>]: (params: RequestParams<C, N>) => Answer<C, N> | Promise<Answer<C, N>>;
  };
  readonly commands: { readonly [N in CommandName<C>]: (params: CommandParams<C, N>) => void };
}

/** What the browser side must have: one listener for each notification of the contract. */
export type Listeners<C extends Contract> = {
  readonly [N in NotificationName<C>]: (params: NotificationParams<C, N>) => void;
};

/** The envelope of what the browser side sends. `ready` says that it listens and wants its data,
 * `keyboard` whether what is typed goes to the page. */
export type ToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'keyboard'; readonly has: boolean }
  | { readonly type: 'command'; readonly name: string; readonly params: unknown }
  | { readonly type: 'request'; readonly id: number; readonly name: string; readonly params: unknown };

/** The envelope of what the host sends. */
export type ToBrowser =
  | { readonly type: 'notification'; readonly name: string; readonly params: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly ok: false; readonly reason: string };

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a text is an address that may be opened in a browser at all. */
export function webAddress(text: string): boolean {
  return /^https?:\/\/[^/]/i.test(text) && URL.canParse(text);
}

const longestUrl = 8192;

/** An address to open. */
export const readLink: Reader<{ url: string }> = value =>
  isRecord(value) && typeof value.url === 'string' && value.url.length <= longestUrl && webAddress(value.url)
    ? { url: value.url }
    : undefined;

/** A text to copy, of at most so many characters. */
export function readTextUpTo(longest: number): Reader<{ text: string }> {
  return value =>
    isRecord(value) && typeof value.text === 'string' && value.text.length <= longest
      ? { text: value.text }
      : undefined;
}
