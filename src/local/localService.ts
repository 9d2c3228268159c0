/** The Local service as one window sees it: stopped, starting or running, and what changes in it. */
import { EventEmitter } from 'node:events';
import { attach, callControl, type RunningLocal } from './control.ts';
import { endProcess, findRunning, type LaunchResult, launch, logFileOf, moveDatabaseAway } from './launch.ts';

export type LocalState =
  | { readonly state: 'stopped'; readonly unexpectedly: boolean }
  | { readonly state: 'starting' }
  | { readonly state: 'running'; readonly local: RunningLocal };

export interface LocalServiceOptions {
  readonly folder: string;
  readonly program: string;
}

export class LocalService {
  readonly #options: LocalServiceOptions;
  readonly #events = new EventEmitter<{ state: [LocalState]; changed: [readonly string[] | 'everything'] }>();
  #state: LocalState = { state: 'stopped', unexpectedly: false };
  #attached = new AbortController();
  /** How far the service's clock is ahead of this machine's, in ms. */
  #ahead = 0;
  #starting: Promise<LaunchResult> | undefined;

  constructor(options: LocalServiceOptions) {
    this.#options = options;
  }

  get state(): LocalState {
    return this.#state;
  }

  get logFile(): string {
    return logFileOf(this.#options.folder);
  }

  /** The service's time, in ms since the epoch. */
  now(): number {
    return Date.now() + this.#ahead;
  }

  onState(listener: (state: LocalState) => void): { dispose(): void } {
    this.#events.on('state', listener);
    return { dispose: () => this.#events.off('state', listener) };
  }

  /** HITs that changed in the service, whoever changed them. */
  onChanged(listener: (changed: readonly string[] | 'everything') => void): { dispose(): void } {
    this.#events.on('changed', listener);
    return { dispose: () => this.#events.off('changed', listener) };
  }

  /** Joins the service if one runs on this machine's data already; starts nothing. */
  async join(): Promise<void> {
    if (this.#state.state !== 'stopped') return;
    const local = await findRunning(this.#options.folder);
    if (local && this.#state.state === 'stopped') this.#attach(local);
  }

  /** Starts the service, or joins the one that runs. With `sample`, a service without HITs gets the sample ones. */
  start(seed: 'none' | 'sample'): Promise<LaunchResult> {
    if (this.#state.state === 'running') return Promise.resolve({ ok: true, local: this.#state.local });
    this.#starting ??= this.#launch(seed).finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  /** Takes a database that can't be started out of the way; gives where it is now. Throws an error of the file system. */
  moveDatabaseAway(): string {
    return moveDatabaseAway(this.#options.folder, Date.now());
  }

  /** Ends the service for every window; done when its process is gone and its database is free. */
  async stop(): Promise<void> {
    if (this.#state.state !== 'running') return;
    const { local } = this.#state;
    this.#detach();
    this.#set({ state: 'stopped', unexpectedly: false });
    await endProcess(local.pid);
  }

  control(verb: string, body?: unknown): Promise<unknown> {
    if (this.#state.state !== 'running') return Promise.reject(new Error('Local is not running'));
    return callControl(this.#state.local, verb, body);
  }

  /** Leaves the service running: other windows and a reload of this one may want it. */
  dispose(): void {
    this.#detach();
    this.#events.removeAllListeners();
  }

  async #launch(seed: 'none' | 'sample'): Promise<LaunchResult> {
    this.#set({ state: 'starting' });
    const result = await launch({ ...this.#options, seed });
    if (result.ok) this.#attach(result.local);
    else this.#set({ state: 'stopped', unexpectedly: false });
    return result;
  }

  #attach(local: RunningLocal): void {
    this.#detach();
    const attached = new AbortController();
    this.#attached = attached;
    void attach(
      local,
      {
        onTime: now => {
          this.#ahead = now - Date.now();
        },
        onChanged: changed => this.#events.emit('changed', changed),
        onEnd: () => this.#lost(),
      },
      attached.signal,
    );
    this.#set({ state: 'running', local });
  }

  #lost(): void {
    this.#detach();
    this.#set({ state: 'stopped', unexpectedly: true });
  }

  #detach(): void {
    this.#attached.abort();
  }

  #set(state: LocalState): void {
    this.#state = state;
    this.#events.emit('state', state);
  }
}
