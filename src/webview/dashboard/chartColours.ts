/** Colours for a canvas, which understands no variables: read from the theme, and read again when it changes. */

export interface ChartColours {
  readonly series: readonly string[];
  readonly text: string;
  readonly grid: string;
  readonly cursor: string;
  readonly background: string;
  readonly font: string;
  /** No fills, and lines that differ by more than their colour. */
  readonly highContrast: boolean;
}

/** Those with enough contrast in each theme, in the order of use; the theme’s orange has too little. */
const tokens = ['blue', 'green', 'purple', 'red', 'yellow'];

export function readColours(body: HTMLElement): ChartColours {
  const style = getComputedStyle(body);
  const token = (name: string, otherwise: string) => style.getPropertyValue(`--vscode-${name}`).trim() || otherwise;
  const text = token('charts-foreground', token('foreground', style.color));
  const highContrast =
    body.classList.contains('vscode-high-contrast') || body.classList.contains('vscode-high-contrast-light');
  return {
    series: tokens.map(name => token(`charts-${name}`, text)),
    text,
    grid: highContrast ? token('contrastBorder', text) : token('editorRuler-foreground', token('widget-border', text)),
    cursor: highContrast ? token('contrastActiveBorder', text) : token('focusBorder', text),
    background: token('editor-background', style.backgroundColor),
    font: `12px ${style.fontFamily}`,
    highContrast,
  };
}

/** Calls back when the theme is another one. */
export function onThemeChange(body: HTMLElement, changed: () => void): void {
  new MutationObserver(changed).observe(body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
}
