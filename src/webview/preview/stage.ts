/** The frame with the task: loaded anew with each serial number, as wide as the device that is chosen, heard by nobody else. */
import type { FrameView } from '../../panels/preview/contract.ts';
import { type Report, readReport } from './reports.ts';

export const widths = { phone: 390, tablet: 820, desktop: undefined } as const;
export type Device = keyof typeof widths;

export interface Stage {
  readonly element: HTMLElement;
  /** Whether what is typed goes to the frame. */
  readonly hasKeyboard: boolean;
  show(frame: FrameView, device: Device): void;
  clear(): void;
}

export function createStage(listen: (report: Report) => void): Stage {
  const element = document.createElement('div');
  element.className = 'stage';
  const frame = document.createElement('iframe');
  frame.id = 'task';
  frame.title = 'Task';
  frame.setAttribute('referrerpolicy', 'no-referrer');
  let serial: number | undefined;
  let typed: readonly unknown[] = [];
  window.addEventListener('message', ({ source, data }) => {
    if (serial === undefined || source !== frame.contentWindow) return;
    const report = readReport(data);
    if (!report) return;
    if (report.kind === 'typed') typed = report.fields;
    if (report.kind === 'ready' && typed.length > 0)
      frame.contentWindow?.postMessage({ source: 'mturk-preview', type: 'restore', fields: typed }, '*');
    listen(report);
  });
  return {
    element,
    get hasKeyboard() {
      return document.hasFocus() && document.activeElement === frame;
    },
    show: (view, device) => {
      const width = widths[device];
      frame.style.width = width === undefined ? '100%' : `${width}px`;
      frame.style.height = view.height > 0 ? `${Math.min(view.height, 20_000)}px` : '';
      frame.classList.toggle('fill', view.height <= 0);
      if (view.serial === serial) return;
      serial = view.serial;
      if (!view.keepTyped) typed = [];
      frame.setAttribute('sandbox', view.sandbox);
      frame.src = view.url;
      if (!frame.isConnected) element.append(frame);
    },
    clear: () => {
      serial = undefined;
      frame.remove();
    },
  };
}
