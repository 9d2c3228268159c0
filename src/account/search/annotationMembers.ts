/** What an annotation says where it is JSON: scripts put their own facts there. */

/** The texts and numbers at the top of a JSON object; none for anything else. */
export function membersOf(annotation: string): Partial<Record<string, string>> {
  if (!annotation.startsWith('{')) return {};
  try {
    const parsed: unknown = JSON.parse(annotation);
    if (typeof parsed !== 'object' || parsed === null) return {};
    const members: [string, string][] = [];
    for (const [name, value] of Object.entries(parsed))
      if (typeof value === 'string' || typeof value === 'number') members.push([name, String(value)]);
    return Object.fromEntries(members);
  } catch {
    return {};
  }
}
