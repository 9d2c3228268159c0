/**
 * Tells the suite's own words from VS Code's. Both reach us through one channel, and VS Code says a lot about hosts that it can't reach:
 * so the suite puts a sign in front of each message that shows in no terminal.
 */
export const mark = '\u2063';

/** What the message said if it came from the suite. */
export function unmarked(text: string): string | undefined {
  return text.startsWith(mark) ? text.slice(mark.length) : undefined;
}
