/** What VS Code's own context menu is about, where the page is right-clicked. */

/** The value of `data-vscode-context`. VS Code gives it to the command that is chosen, merged with that of the elements around, inner ones first. */
export function menuContext(
  target:
    | { readonly kind: 'hit'; readonly hitId: string }
    | { readonly kind: 'assignment'; readonly assignmentId: string },
): string {
  return JSON.stringify(target);
}
