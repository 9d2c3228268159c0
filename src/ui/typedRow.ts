/** Which row of a list is meant while something is typed that can stand in place of a row. */

interface Row {
  readonly label: string;
  readonly description?: string | undefined;
  readonly detail?: string | undefined;
}

/** The first row that has the typed text, in whatever case: Enter chooses that, and what was typed only where there is none. */
export function typedRow<R extends Row>(rows: readonly R[], typed: string): R | undefined {
  const text = typed.trim().toLowerCase();
  // Who typed all of a text means just that.
  if (text === '' || rows.some(({ label }) => label === typed.trim())) return undefined;
  return rows.find(({ label, description = '', detail = '' }) =>
    [label, description, detail].some(each => each.toLowerCase().includes(text)),
  );
}
