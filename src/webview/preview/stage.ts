/** The frame with the task: loaded anew with each serial number, as wide as the device that is chosen, heard by nobody else. */
import { editorKeyOf } from '../../mturk/editorKeys.ts';
import { isRecord } from '../../panels/contract.ts';
import type { FrameView } from '../../panels/preview/contract.ts';
import { bringsKeys, type Heard, readReport } from './reports.ts';

export const widths = { phone: 390, tablet: 820, desktop: undefined } as const;
export type Device = keyof typeof widths;

export interface Stage {
  readonly element: HTMLElement;
  /** Whether what is typed goes to the frame. */
  readonly hasKeyboard: boolean;
  show(frame: FrameView, device: Device): void;
  clear(): void;
}

export function createStage(listen: (heard: Heard) => void): Stage {
  const element = document.createElement('div');
  element.className = 'stage';
  let frame = newFrame();
  let serial: number | undefined;
  let reports = false;
  let typed: readonly unknown[] = [];
  let keys: MessagePort | undefined;
  window.addEventListener('message', ({ source, data, ports }) => {
    if (serial === undefined || source !== frame.contentWindow) return;
    if (bringsKeys(data)) return takeKeys(ports[0]);
    const report = readReport(data);
    if (!report) return;
    if (report.kind === 'typed') typed = report.fields;
    if (report.kind === 'ready' && typed.length > 0)
      frame.contentWindow?.postMessage({ source: 'mturk-preview', type: 'restore', fields: typed }, '*');
    listen(report);
  });

  /** The first port is that of the reporter, which runs before the page. Whatever comes later can be the page's. */
  function takeKeys(port: MessagePort | undefined): void {
    if (!reports || keys || !port) return;
    keys = port;
    port.onmessage = ({ data }) => {
      const key = keys === port && isRecord(data) ? editorKeyOf(data) : undefined;
      if (key) listen({ kind: 'key', key });
    };
  }

  function dropKeys(): void {
    keys?.close();
    keys = undefined;
  }

  return {
    element,
    get hasKeyboard() {
      return document.hasFocus() && document.activeElement === frame;
    },
    show: (view, device) => {
      if (view.serial !== serial) {
        serial = view.serial;
        ({ reports } = view);
        dropKeys();
        if (!view.keepTyped) typed = [];
        // A new frame: the page that leaves could still say something in the old one.
        const next = newFrame();
        next.setAttribute('sandbox', view.sandbox);
        next.src = view.url;
        const hadFocus = document.activeElement === frame;
        frame = next;
        element.replaceChildren(frame);
        if (hadFocus) frame.focus();
      }
      const width = widths[device];
      frame.style.width = width === undefined ? '100%' : `${width}px`;
      frame.style.height = view.height > 0 ? `${Math.min(view.height, 20_000)}px` : '';
      frame.classList.toggle('fill', view.height <= 0);
    },
    clear: () => {
      serial = undefined;
      dropKeys();
      frame.remove();
    },
  };
}

function newFrame(): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.id = 'task';
  frame.title = 'Task';
  frame.setAttribute('referrerpolicy', 'no-referrer');
  return frame;
}
