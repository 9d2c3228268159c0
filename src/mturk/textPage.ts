/** A page of plain text in sections. */

/** Sections with a blank line between them. */
export function textPage(sections: readonly (readonly string[])[]): string {
  return `${sections.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

/** A title with the number of items, and a line for each of the first `most`. */
export function section<T>(
  title: string,
  items: readonly T[],
  lineOf: (item: T) => string,
  most = Number.POSITIVE_INFINITY,
): string[] {
  const lines = items.slice(0, most).map(item => `  ${lineOf(item)}`);
  if (items.length > most) lines.push(`  ${items.length - most} more`);
  return [`${title} (${items.length})`, ...(lines.length === 0 ? ['  none'] : lines)];
}
