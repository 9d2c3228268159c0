/** A page of plain text in sections. */

/** Sections with a blank line between them. */
export function textPage(sections: readonly (readonly string[])[]): string {
  return `${sections.map(lines => lines.join('\n')).join('\n\n')}\n`;
}
