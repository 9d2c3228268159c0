/** The frame that a requester's HTML is shown in: its own origin, without scripts, forms, pop-ups or navigation. */
import { previewDocument } from './markup.ts';

/** Pixels, where the question fills the window of the worker. */
const usualHeight = 400;
const heights = { least: 120, most: 640 };

export function previewFrame(html: string, frameHeight: number): HTMLElement {
  const frame = document.createElement('iframe');
  // An empty sandbox allows nothing at all.
  frame.setAttribute('sandbox', '');
  frame.setAttribute('referrerpolicy', 'no-referrer');
  frame.title = 'Preview of the question';
  frame.className = 'preview-frame';
  const wanted = frameHeight > 0 ? frameHeight : usualHeight;
  frame.style.height = `${Math.min(heights.most, Math.max(heights.least, wanted))}px`;
  frame.srcdoc = previewDocument(html);
  return frame;
}
