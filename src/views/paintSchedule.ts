/** When a tree is painted: changes that come close together are painted once. */
import * as vscode from 'vscode';

/** What is to be painted: all rows, or those that depend on some HITs. */
export interface DuePaint {
  readonly all: boolean;
  readonly hitIds: ReadonlySet<string>;
}

/** Milliseconds; changes of a big account come for longer. */
const delays = { usual: 30, big: 300, bigFrom: 1000 };

export class PaintSchedule implements vscode.Disposable {
  readonly #size: () => number;
  readonly #paint: (due: DuePaint) => void;
  readonly #done = new vscode.EventEmitter<void>();
  #due: { all: boolean; readonly hitIds: Set<string>; readonly timer: NodeJS.Timeout } | undefined;

  /** `size`: how many HITs the account has. */
  constructor(size: () => number, paint: (due: DuePaint) => void) {
    this.#size = size;
    this.#paint = paint;
  }

  add({ all = false, hitIds = [] }: { readonly all?: boolean; readonly hitIds?: readonly string[] }): void {
    const delay = this.#size() > delays.bigFrom ? delays.big : delays.usual;
    this.#due ??= { all: false, hitIds: new Set(), timer: setTimeout(() => this.#run(), delay) };
    this.#due.all ||= all;
    for (const hitId of hitIds) this.#due.hitIds.add(hitId);
  }

  /** What is due, to be painted by the caller, who then calls `done`. */
  take(): DuePaint | undefined {
    const due = this.#due;
    this.#due = undefined;
    clearTimeout(due?.timer);
    return due;
  }

  done(): void {
    this.#done.fire();
  }

  /** Resolves when what was added until now is painted. */
  async painted(): Promise<void> {
    if (!this.#due) return;
    await new Promise<void>(resolve => {
      const subscription = this.#done.event(() => {
        subscription.dispose();
        resolve();
      });
    });
  }

  dispose(): void {
    clearTimeout(this.#due?.timer);
    this.#done.dispose();
  }

  #run(): void {
    const due = this.take();
    if (due) this.#paint(due);
    this.done();
  }
}
