/**
 * The chart library takes the browser’s language for one that can be formatted in, when it loads. Browsers in containers name
 * some that can’t (`en-US@posix`), and nothing would be drawn: this comes before it.
 */
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true });
}
