/** How many rows show below each row, before somebody asks for more: VS Code draws fast what is few. */
const rowsAtFirst = 100;
const rowsMore = 400;

export class Limits {
  readonly #limits = new Map<string, number>();

  of(key: string): number {
    return this.#limits.get(key) ?? rowsAtFirst;
  }

  more(key: string): void {
    this.#limits.set(key, this.of(key) + rowsMore);
  }

  /** Lets at least so many rows show. */
  allow(key: string, rows: number): void {
    if (rows > this.of(key)) this.#limits.set(key, rows);
  }

  clear(): void {
    this.#limits.clear();
  }
}
