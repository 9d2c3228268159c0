/**
 * Instants and spans as elements: relative, with the time beside or behind, and UTC on hover. Times are in the zone of the
 * extension host, which may be another than the browser's, so that panels and messages say the same.
 */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Instant } from '../../mturk/model.ts';
import { momentText, relativeText, spanText } from '../../mturk/times.ts';

export function localText(instant: Instant): string {
  // Without a page around it, as in tests on plain Node, the zone is this machine's.
  const timeZone = typeof document === 'undefined' ? undefined : document.documentElement.dataset.timeZone;
  return momentText(instant, { timeZone });
}

export function utcText(instant: Instant): string {
  return valid(instant) ? `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC` : 'unknown';
}

/** "4 m ago"; hovering shows the local time and UTC. */
export function relativeTime(instant: Instant, now: Instant): TemplateResult {
  return timeElement(instant, `${localText(instant)}\n${utcText(instant)}`, relativeText(instant, now));
}

/** The local time; hovering shows UTC. */
export function localTime(instant: Instant): TemplateResult {
  return timeElement(instant, utcText(instant), localText(instant));
}

function timeElement(instant: Instant, title: string, text: string): TemplateResult {
  const datetime = valid(instant) ? new Date(instant).toISOString() : nothing;
  return html`<time datetime=${datetime} title=${title}>${text}</time>`;
}

function valid(instant: Instant): boolean {
  return instant !== 0 && Number.isFinite(instant) && Math.abs(instant) <= 8.64e15;
}

const minute = 60_000;
const hour = 60 * minute;

/** A short span with its seconds, which matter where work was suspiciously quick. */
export function workText(milliseconds: number): string {
  if (milliseconds < minute || milliseconds >= hour) return spanText(milliseconds);
  const seconds = Math.floor((milliseconds % minute) / 1000);
  return seconds === 0 ? spanText(milliseconds) : `${spanText(milliseconds)} ${seconds} s`;
}
