/** Cells of CSV files (RFC 4180), written so that no spreadsheet runs what a stranger wrote, and read back as they were. */

/** What begins a formula in some spreadsheet, full-width forms included; or is dropped in front of one. */
const formulaStart = '=+\\-@＝＋－＠\\t\\r\\n\\0';
/** Quotes, spaces and what can't be seen: a spreadsheet that drops them comes to what follows. */
const dropped = '["\\p{Zs}\\p{Cf}]*';
/** A number that ends the cell, or a member of a list: it looks like a formula and is none. */
const harmless = '[+-](?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?(?=$|[,;\\t\\r\\n\\]}])';
/**
 * Where a cell can begin: at its first character, and behind what another country's spreadsheet takes for the end of a cell or
 * of a row. A CR LF is one line break: nothing begins inside it.
 */
const cellStart = '(?<=^|[,;\\t\\n]|\\r(?!\\n))';

const formula = `${dropped}[${formulaStart}]`;
const unguarded = new RegExp(`${cellStart}(?:(?!${dropped}${harmless})(?=${formula})|(?='+${formula}))`, 'gu');
const guard = new RegExp(`${cellStart}'(?='*${formula})`, 'gu');

/**
 * A text with an apostrophe in front of whatever a spreadsheet could take for a formula: where it begins with `=`, `+`, `-`, `@`,
 * their full-width forms, a tab, a line break or a NUL, and where a piece of it does that would be its own cell if commas,
 * semicolons, tabs or line breaks ended one. Plain numbers stay. {@link unguardCell} returns the text, whatever it was.
 */
export function guardCell(text: string): string {
  return text.replace(unguarded, "'");
}

/** Takes the apostrophes of {@link guardCell} off. */
export function unguardCell(text: string): string {
  return text.includes("'") ? text.replace(guard, '') : text;
}

/** A cell as a file has it, in quotes where it needs them. */
export function csvCell(text: string, delimiter = ','): string {
  return /["\r\n\uFEFF]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines of guarded cells, and how many cells got an apostrophe, to report to the user. */
export class GuardedLines {
  #guarded = 0;

  get guarded(): number {
    return this.#guarded;
  }

  /** One line with its end. */
  line(cells: readonly string[]): string {
    const written = cells.map(cell => {
      const safe = guardCell(cell);
      if (safe !== cell) this.#guarded += 1;
      return csvCell(safe);
    });
    return `${written.join(',')}\r\n`;
  }
}
