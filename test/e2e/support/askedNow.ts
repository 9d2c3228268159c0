/** What VS Code's quick input asks, read inside the page in one go: it stands alone there. */

interface Part {
  readonly textContent: string | null;
  readonly offsetHeight: number;
  readonly value?: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Part | null;
  querySelectorAll(selector: string): Iterable<Part>;
}

interface Asked {
  /** Tells one question from another; empty while nothing is asked. */
  readonly question: string;
  /** What is typed. */
  readonly typed: string;
}

export function askedNow(): Asked {
  const { document } = globalThis as unknown as { readonly document: Part };
  const widget = document.querySelector('.quick-input-widget');
  if (!widget || widget.offsetHeight === 0) return { question: '', typed: '' };
  const input = widget.querySelector('.quick-input-box input');
  const texts = ['.quick-input-title', '.quick-input-step', '.quick-input-message'].map(
    each => widget.querySelector(each)?.textContent ?? '',
  );
  const rows = [...widget.querySelectorAll('.quick-input-list .monaco-list-row .label-name')].slice(0, 3);
  return {
    question: JSON.stringify([...texts, input?.getAttribute('placeholder'), ...rows.map(each => each.textContent)]),
    typed: input?.value ?? '',
  };
}
