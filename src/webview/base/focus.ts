/** Focus over updates: an element that goes takes the focus with it, so its surroundings get it instead of the page. */

/**
 * Runs an update; if the focused element is gone after it, focuses the nearest `data-home` around where it was. An element that
 * was moved has lost the focus, too, and gets it back.
 */
export function keepingFocus(root: HTMLElement, update: () => void): void {
  const { ownerDocument } = root;
  const focused = ownerDocument.activeElement;
  const isInside = focused !== null && root.contains(focused);
  const homes: HTMLElement[] = [];
  if (isInside) for (let home = closestHome(focused); home; home = closestHome(home.parentElement)) homes.push(home);
  update();
  if (focused?.isConnected) {
    const isLost = isInside && ownerDocument.activeElement === ownerDocument.body;
    if (isLost && focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    return;
  }
  homes.find(home => home.isConnected)?.focus({ preventScroll: true });
}

function closestHome(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>('[data-home]') ?? null;
}
