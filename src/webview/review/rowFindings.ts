/** What is remarkable about rows, worked out when somebody looks, and again only when rows have come. */
import { type Agreement, agreementOf } from '../../review/agreement.ts';
import { type Duplicates, duplicatesOf } from '../../review/duplicates.ts';
import type { MarkedRows } from '../../review/filterRows.ts';
import { type Outliers, outliersOf } from '../../review/outliers.ts';
import type { ReviewTable } from '../../review/table.ts';
import type { TextColumn } from '../../review/textColumn.ts';

export class Marks {
  /** While rows come in, what was worked out before will do. */
  paused = false;
  readonly #table: ReviewTable;
  #size = -1;
  #duplicates: Duplicates | undefined;
  #outliers: Outliers | undefined;
  #agreements = new Map<TextColumn, Agreement>();

  constructor(table: ReviewTable) {
    this.#table = table;
  }

  get duplicates(): Duplicates {
    this.#forgetOld();
    this.#duplicates ??= duplicatesOf(this.#table);
    return this.#duplicates;
  }

  get outliers(): Outliers {
    this.#forgetOld();
    this.#outliers ??= outliersOf(this.#table);
    return this.#outliers;
  }

  agreement(field: TextColumn): Agreement {
    this.#forgetOld();
    let known = this.#agreements.get(field);
    if (!known) {
      known = agreementOf(this.#table, field);
      this.#agreements.set(field, known);
    }
    return known;
  }

  /** For the filter: `is:duplicate` and the like. */
  readonly marked: MarkedRows = mark => {
    const { size } = this.#table;
    switch (mark) {
      case 'quick':
      case 'slow': {
        const wanted = mark === 'quick' ? -1 : 1;
        return Uint8Array.from(this.outliers.signs, sign => (sign === wanted ? 1 : 0));
      }
      case 'duplicate':
        return Uint8Array.from(this.duplicates.setOf, set => (set === -1 ? 0 : 1));
      case 'unreadable':
        return Uint8Array.from({ length: size }, (_, row) => (this.#table.raw(row) === undefined ? 0 : 1));
      case 'different': {
        const found = new Uint8Array(size);
        for (const field of this.#table.fields.values()) {
          const { different } = this.agreement(field);
          for (let row = 0; row < size; row += 1) if (different[row] === 1) found[row] = 1;
        }
        return found;
      }
    }
  };

  #forgetOld(): void {
    if (this.#size === this.#table.size || (this.paused && this.#size !== -1)) return;
    this.#size = this.#table.size;
    this.#duplicates = undefined;
    this.#outliers = undefined;
    this.#agreements = new Map();
  }
}
