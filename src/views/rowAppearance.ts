/** What each row looked like when VS Code last asked, to find which rows look different now. */
import type { Node } from './nodes.ts';
import type { Row } from './rowLabels.ts';

export class RowAppearances {
  readonly #appearances = new Map<string, string>();

  note(key: string, row: Row): void {
    this.#appearances.set(key, lookOf(row));
  }

  /** Whether a row that VS Code has asked for would look different now. */
  differs(key: string, row: Row | undefined): boolean {
    const before = this.#appearances.get(key);
    return before !== undefined && row !== undefined && lookOf(row) !== before;
  }

  clear(): void {
    this.#appearances.clear();
  }
}

function lookOf({ label, description, icon, color = '', contextValue, accessible }: Row): string {
  return [label, description, icon, color, contextValue, accessible].join('\n');
}

/** Whether what a row says may depend on one of the HITs. Rows of groups and workers sum up what is below them. */
export function dependsOn(node: Node, hitIds: ReadonlySet<string>): boolean {
  return node.kind === 'hit' || node.kind === 'assignment' ? hitIds.has(node.hitId) : true;
}
