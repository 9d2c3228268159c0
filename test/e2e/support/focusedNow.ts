/** What has the keyboard in the workbench, for errors, read inside the page in one go: it stands alone there. */

interface Element {
  readonly localName: string;
  readonly id: string;
  readonly className: unknown;
  readonly parentElement: Element | null;
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
}

/** "textarea.inputarea “Search” in div.monaco-inputbox in …", and the dialog that is open. */
export function focusedNow(): string {
  const { document } = globalThis as unknown as {
    readonly document: { readonly activeElement: Element | null; querySelector(selector: string): Element | null };
  };
  const described: string[] = [];
  for (let each = document.activeElement; each && described.length < 4; each = each.parentElement) {
    const classes = typeof each.className === 'string' ? each.className.split(/\s+/).filter(Boolean).slice(0, 3) : [];
    const name = each.getAttribute('aria-label') ?? each.getAttribute('title') ?? '';
    const words = [each.localName, each.id && `#${each.id}`, ...classes.map(one => `.${one}`)].join('');
    described.push(name ? `${words} “${name.slice(0, 80)}”` : words);
  }
  const dialog = document.querySelector('.monaco-dialog-box')?.textContent?.slice(0, 200);
  return `${described.join(' in ') || 'nothing'}${dialog ? `, below the dialog “${dialog}”` : ''}`;
}
