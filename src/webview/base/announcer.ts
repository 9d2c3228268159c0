/** Tells screen readers what changed without being asked. */

export type Announce = (text: string) => void;

/** A polite live region at the end of the page. It exists before it speaks, or it would not be heard. */
export function announcer(document: Document): Announce {
  const region = document.createElement('div');
  region.className = 'unseen';
  region.setAttribute('role', 'status');
  region.setAttribute('aria-live', 'polite');
  document.body.append(region);
  return text => {
    // Saying the same thing twice needs a change to be noticed.
    region.textContent = region.textContent === text ? `${text}\u00A0` : text;
  };
}
