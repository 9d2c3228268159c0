/** Works out in idle moments what the first sorting, search or step aside would otherwise wait for. */
import type { GridModel } from './gridModel.ts';

/** Begins anew, and gives up what an earlier call had left. */
export class Prefetch {
  #steps: Iterator<void> | undefined;
  #idle: number | undefined;

  prepare(model: GridModel): void {
    this.#steps = stepsFor(model);
    this.#soon();
  }

  stop(): void {
    this.#steps = undefined;
    if (this.#idle !== undefined) cancelIdleCallback(this.#idle);
    this.#idle = undefined;
  }

  #soon(): void {
    this.#idle ??= requestIdleCallback(() => {
      this.#idle = undefined;
      if (this.#steps?.next().done === false) this.#soon();
    });
  }
}

/** Each step is short enough for a key to wait for it unnoticed. */
export function* stepsFor({ allColumns, marks }: GridModel): Generator<void> {
  for (const column of allColumns) {
    if (column.kind !== 'text') continue;
    column.texts.ranks();
    yield;
    column.texts.prepareSearch();
    yield;
    if (column.group === 'answer') marks.agreement(column.texts);
    yield;
  }
  void marks.duplicates;
  yield;
  void marks.outliers;
}
