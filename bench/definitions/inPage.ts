/** What runs in the page that is measured. Each function is sent there alone, so it holds all that it needs. */

interface Frame {
  id: string;
  src: string;
  addEventListener(name: 'load', listener: () => void, options: { once: true }): void;
}
declare const document: {
  readonly body: { replaceChildren(child: Frame): void };
  createElement(name: 'iframe'): Frame;
  querySelector(selector: string): Frame | null;
};

export function openFrame(): void {
  const frame = document.createElement('iframe');
  frame.id = 'task';
  document.body.replaceChildren(frame);
}

/** Resolves when the frame has loaded the address. */
export function loadedInFrame(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const frame = document.querySelector('#task');
    if (!frame) return reject(new Error('there is no frame'));
    frame.addEventListener('load', () => resolve(), { once: true });
    frame.src = url;
  });
}
