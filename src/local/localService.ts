/** The Local service as one window sees it: stopped, starting or running, and what changes in it. */
import { EventEmitter } from 'node:events';
import * as v from 'valibot';
import { callControl, type RunningLocal } from './controlClient.ts';
import type { FollowOptions } from './follow.ts';
import type { LaunchResult } from './launch.ts';
import { findRunning, logFileOf, watchStarts } from './serviceNote.ts';

export type LocalState =
  | { readonly state: 'stopped'; readonly unexpectedly: boolean }
  | { readonly state: 'starting' }
  | {
      readonly state: 'running';
      readonly local: RunningLocal;
      /** The ID of the data that it holds, which changes with a reset or an import. */
      readonly dataSet: string | undefined;
    };

/**
 * HITs that changed in the service, whoever changed them; `everything` when any may have, and `missed` when there was no stream for a
 * while that would have said so. `people` are blocks, qualifications, requests for them and their types.
 */
export type Changed = readonly string[] | 'everything' | 'missed' | 'people';

interface LocalServiceOptions {
  readonly folder: string;
  readonly program: string;
  /** What following the service goes by; replaced in tests. */
  readonly follow?: FollowOptions;
}

/** Loaded when a service is started or stopped; one that runs already is found without. */
const launcher = () => import('./launch.ts');

const resetAnswer = v.object({ dataSet: v.string() });

/** A clock that was advanced by less is not worth a look at every row. */
const clockJump = 1000;

interface Events {
  state: [LocalState];
  changed: [Changed];
  answering: [boolean];
  clock: [];
  beat: [];
}

export class LocalService {
  readonly #options: LocalServiceOptions;
  readonly #events = new EventEmitter<Events>();
  #state: LocalState = { state: 'stopped', unexpectedly: false };
  #answering = true;
  #attached = new AbortController();
  /** How far the service's clock is ahead of this machine's, in ms. */
  #ahead = 0;
  #starting: Promise<LaunchResult> | undefined;
  #joining: Promise<void> | undefined;
  #joinAgain = false;
  #starts: { dispose(): void } | undefined;
  #disposed = false;
  /** The process that ended last: it may take a while, and is not to be joined meanwhile. */
  #ended: number | undefined;

  constructor(options: LocalServiceOptions) {
    this.#options = options;
    this.#events.setMaxListeners(0);
  }

  get state(): LocalState {
    return this.#state;
  }

  /** Whether the running service answers: not while it is paused. It may come back at any time. */
  get answering(): boolean {
    return this.#answering;
  }

  /** The bundled program `mturk-local`. */
  get program(): string {
    return this.#options.program;
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

  onChanged(listener: (changed: Changed) => void): { dispose(): void } {
    this.#events.on('changed', listener);
    return { dispose: () => this.#events.off('changed', listener) };
  }

  /** The running service stopped answering, or answers again: see {@link answering}. */
  onAnswering(listener: (answering: boolean) => void): { dispose(): void } {
    this.#events.on('answering', listener);
    return { dispose: () => this.#events.off('answering', listener) };
  }

  /** The service's clock was advanced: whatever depends on the time is another now. */
  onClock(listener: () => void): { dispose(): void } {
    this.#events.on('clock', listener);
    return { dispose: () => this.#events.off('clock', listener) };
  }

  /** The stream is alive: whatever changed until now was reported, or is about to be. */
  onBeat(listener: () => void): { dispose(): void } {
    this.#events.on('beat', listener);
    return { dispose: () => this.#events.off('beat', listener) };
  }

  /**
   * Joins the service if one runs on this machine's data already, now or when another window starts it later; starts nothing.
   */
  join(): Promise<void> {
    this.#joinAgain = this.#joining !== undefined;
    this.#joining ??= this.#join().finally(() => {
      this.#joining = undefined;
      if (this.#joinAgain) void this.join();
    });
    return this.#joining;
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
  async moveDatabaseAway(): Promise<string> {
    const { moveDatabaseAway } = await launcher();
    return moveDatabaseAway(this.#options.folder, Date.now());
  }

  /** Ends the service for every window; done when its process is gone and its database is free. */
  async stop(): Promise<void> {
    if (this.#state.state !== 'running') return;
    const { pid } = this.#state.local;
    this.#stopped(false);
    const { endProcess } = await launcher();
    await endProcess(pid);
  }

  /** Calls a verb of the control API. After a reset, the state is the new data's when this resolves. */
  async control(verb: string, body?: unknown): Promise<unknown> {
    if (this.#state.state !== 'running') throw new Error('Local is not running');
    const { local } = this.#state;
    const answer = await callControl(local, verb, body);
    const reset = v.safeParse(resetAnswer, answer);
    if (reset.success && this.#isOther(reset.output.dataSet))
      this.#set({ state: 'running', local, dataSet: reset.output.dataSet });
    return answer;
  }

  /** Leaves the service running: other windows and a reload of this one may want it. */
  dispose(): void {
    this.#disposed = true;
    this.#attached.abort();
    this.#starts?.dispose();
    this.#events.removeAllListeners();
  }

  async #join(): Promise<void> {
    if (this.#state.state !== 'stopped') return;
    this.#watchStarts();
    const local = await findRunning(this.#options.folder);
    if (local && local.pid !== this.#ended && this.#state.state === 'stopped') await this.#attach(local);
  }

  async #launch(seed: 'none' | 'sample'): Promise<LaunchResult> {
    this.#set({ state: 'starting' });
    const { launch } = await launcher();
    const result = await launch({ ...this.#options, seed });
    if (result.ok) await this.#attach(result.local);
    else this.#stopped(false);
    return result;
  }

  /** Follows a service; done when its stream is open, from where no change is missed, or the service turned out to be silent. */
  #attach(local: RunningLocal): Promise<void> {
    this.#attached.abort();
    const attached = new AbortController();
    this.#attached = attached;
    if (this.#disposed) return Promise.resolve();
    return new Promise(resolve => {
      let open = false;
      const run = (dataSet: string | undefined): void => {
        open = true;
        this.#starts?.dispose();
        this.#starts = undefined;
        this.#set({ state: 'running', local, dataSet });
        resolve();
      };
      const listener = {
        onOpen: (dataSet: string | undefined) => {
          if (!open || this.#isOther(dataSet)) run(dataSet);
          else this.#events.emit('changed', 'missed');
        },
        onAhead: (ahead: number) => this.#setAhead(ahead),
        onChanged: (changed: Changed, dataSet: string | undefined) => {
          if (this.#isOther(dataSet)) run(dataSet);
          else this.#events.emit('changed', changed);
        },
        onAnswering: (answering: boolean) => {
          this.#answering = answering;
          if (!open) run(undefined);
          this.#events.emit('answering', answering);
        },
      };
      void import('./follow.ts')
        .then(({ follow, followDefaults }) =>
          attached.signal.aborted
            ? 'aborted'
            : follow(local, listener, attached.signal, this.#options.follow ?? followDefaults),
        )
        .then(end => {
          if (end !== 'aborted') this.#lost(end === 'gone');
          resolve();
        });
    });
  }

  /** The service ended. Another window may have started it again already. */
  #lost(unexpectedly: boolean): void {
    this.#stopped(unexpectedly);
    void this.join();
  }

  #stopped(unexpectedly: boolean): void {
    if (this.#state.state === 'running') this.#ended = this.#state.local.pid;
    this.#attached.abort();
    this.#answering = true;
    this.#set({ state: 'stopped', unexpectedly });
    this.#watchStarts();
  }

  #watchStarts(): void {
    if (!this.#disposed) this.#starts ??= watchStarts(this.#options.folder, () => void this.join());
  }

  #isOther(dataSet: string | undefined): boolean {
    return this.#state.state === 'running' && dataSet !== this.#state.dataSet;
  }

  #setAhead(ahead: number): void {
    const jumped = Math.abs(ahead - this.#ahead) >= clockJump;
    this.#ahead = ahead;
    if (jumped) this.#events.emit('clock');
    this.#events.emit('beat');
  }

  #set(state: LocalState): void {
    this.#state = state;
    this.#events.emit('state', state);
  }
}
