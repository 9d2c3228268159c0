/** The services on archives that this window runs, one for each file. They end with the window. */
import { EventEmitter } from 'node:events';
import type { RunningArchive } from './archiveProcess.ts';

export class Archives {
  readonly #program: string;
  readonly #running = new Map<string, RunningArchive>();
  readonly #starting = new Map<string, Promise<RunningArchive>>();
  readonly #ended = new EventEmitter<{ ended: [file: string] }>();
  #disposed = false;

  constructor(program: string) {
    this.#program = program;
  }

  running(file: string): RunningArchive | undefined {
    return this.#running.get(file);
  }

  /** Starts the service of an archive, unless it runs. Rejects with the program's words. */
  start(file: string): Promise<RunningArchive> {
    const running = this.#running.get(file);
    if (running) return Promise.resolve(running);
    const started =
      this.#starting.get(file) ??
      this.#start(file).finally(() => {
        this.#starting.delete(file);
      });
    this.#starting.set(file, started);
    return started;
  }

  /** A service ended that nobody stopped. */
  onEnded(listener: (file: string) => void): { dispose(): void } {
    this.#ended.on('ended', listener);
    return { dispose: () => this.#ended.off('ended', listener) };
  }

  dispose(): void {
    this.#disposed = true;
    this.#ended.removeAllListeners();
    for (const { stop } of this.#running.values()) stop();
    this.#running.clear();
  }

  async #start(file: string): Promise<RunningArchive> {
    // Loaded with the first archive.
    const { startArchive } = await import('./archiveProcess.ts');
    const running = await startArchive(this.#program, file, () => {
      this.#running.delete(file);
      this.#ended.emit('ended', file);
    });
    if (this.#disposed) {
      running.stop();
      throw new Error('the window is closing');
    }
    this.#running.set(file, running);
    return running;
  }
}
