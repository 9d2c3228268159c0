/** Which of very many choices a list shows while the user types, worked out without VS Code. */

/** The words of a choice. */
export interface Described {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

/** Finds choices by the words that the user types; each choice's text is put together once. */
export class Narrowing<C extends Described> {
  readonly #choices: readonly C[];
  readonly #texts: readonly string[];

  constructor(choices: readonly C[]) {
    this.#choices = choices;
    this.#texts = choices.map(({ label, description = '', detail = '' }) =>
      `${label} ${description} ${detail}`.toLowerCase(),
    );
  }

  /** The first `limit` choices that have all the words somewhere, in their order; and how many there are in all. */
  find(typed: string, limit: number): { readonly shown: readonly C[]; readonly total: number } {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    const shown: C[] = [];
    let total = 0;
    for (const [index, choice] of this.#choices.entries()) {
      const text = this.#texts[index] ?? '';
      if (!words.every(word => text.includes(word))) continue;
      total += 1;
      if (shown.length < limit) shown.push(choice);
    }
    return { shown, total };
  }
}
