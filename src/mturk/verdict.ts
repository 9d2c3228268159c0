/** Whether something may be done, and if not, by which rule. */

export type Verdict =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** The rule, as a clause that follows "…: ". */
      readonly rule: string;
      /** The IDs that prevent it. */
      readonly blockers: readonly string[];
    };

export const allowed: Verdict = { allowed: true };

export function refuse(rule: string, blockers: readonly string[] = []): Verdict {
  return { allowed: false, rule, blockers };
}
