/** Reports which HITs are visible once scrolling has stopped; only those are read. */

/** Milliseconds without another drawing. */
const standsStill = 250;

export interface ViewportOptions {
  /** The HITs in the viewport. */
  readonly look: () => ReadonlySet<string>;
  readonly report: (hitIds: readonly string[]) => void;
}

export class Viewport {
  readonly #options: ViewportOptions;
  #timer: number | undefined;
  #reported = '';

  constructor(options: ViewportOptions) {
    this.#options = options;
  }

  /** To be called whenever something is drawn. */
  drawn(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#report(), standsStill);
  }

  #report(): void {
    const hitIds = [...this.#options.look()].sort();
    const seal = hitIds.join(' ');
    if (seal === '' || seal === this.#reported) return;
    this.#reported = seal;
    this.#options.report(hitIds);
  }
}
