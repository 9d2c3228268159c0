/**
 * Runs first in a page that an editor previews, and tells the window around it what goes wrong, what the page wanted to open and
 * what is typed, so that a reload can bring that back. It changes nothing that a page can see but dialogs, which would stop the
 * editor. Whoever listens takes all of this for what a stranger's page says.
 */
import { editorKeyOf } from '../../../../mturk/editorKeys.ts';
import { readTyped, restoreTyped, type TypedField } from './typed.ts';

type Problem = 'console' | 'error' | 'load' | 'dialog' | 'open' | 'blocked';

/** So many problems of one page; a page that reports more has one that explains them. */
const mostProblems = 200;
const longestText = 2000;
/** ms after the last key. */
const typingPause = 150;

const { parent, console: log } = window;
const own = { error: log.error, warn: log.warn, fetch: window.fetch };
let problems = 0;

function post(message: Readonly<Record<string, unknown>>): void {
  parent.postMessage({ source: 'mturk-preview', ...message }, '*');
}

function report(kind: Problem, text: string, level: 'error' | 'warning' = 'error', place?: string): void {
  problems += 1;
  if (problems > mostProblems) return;
  post({ type: 'problem', kind, level, text: text.slice(0, longestText), ...(place ? { place } : {}) });
}

function wordsOf(values: readonly unknown[]): string {
  return values.map(worded).join(' ');
}

function worded(value: unknown): string {
  try {
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (typeof value === 'string') return value;
    return (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)) ?? String(value);
  } catch {
    return 'a value without text';
  }
}

for (const level of ['error', 'warn'] as const)
  log[level] = (...values: unknown[]) => {
    report('console', wordsOf(values), level === 'warn' ? 'warning' : 'error');
    own[level].apply(log, values);
  };

addEventListener(
  'error',
  event => {
    const { target } = event;
    if (target instanceof Element) {
      const address = target.getAttribute('src') ?? target.getAttribute('href') ?? '';
      report('load', `Couldn’t load ${address} for <${target.localName}>.`);
    } else report('error', event.message, 'error', event.lineno ? `line ${event.lineno}` : undefined);
  },
  true,
);
addEventListener('unhandledrejection', ({ reason }) => report('error', `A promise was rejected: ${worded(reason)}`));
document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) =>
  report('blocked', `The page’s Content-Security-Policy (${effectiveDirective}) blocks ${blockedURI}.`),
);

window.fetch = async (input, init) => {
  const address = input instanceof Request ? input.url : String(input);
  try {
    const response = await own.fetch.call(window, input, init);
    if (!response.ok && response.type !== 'opaque') report('load', `${address} answered ${response.status}.`);
    return response;
  } catch (error) {
    report('load', `Couldn’t load ${address}: ${worded(error)}`);
    throw error;
  }
};

const { open: openRequest } = XMLHttpRequest.prototype;
XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...given: unknown[]) {
  const address = String(given[1]);
  this.addEventListener('error', () => report('load', `Couldn’t load ${address}.`));
  this.addEventListener('load', () => {
    if (this.status >= 400) report('load', `${address} answered ${this.status}.`);
  });
  (openRequest as (...all: unknown[]) => void).apply(this, given);
} as typeof openRequest;

window.alert = message => report('dialog', `alert: ${worded(message)}`, 'warning');
window.confirm = message => {
  report('dialog', `confirm, answered with OK: ${worded(message)}`, 'warning');
  return true;
};
window.prompt = (message, initial) => {
  report('dialog', `prompt, answered with “${initial ?? ''}”: ${worded(message)}`, 'warning');
  return initial ?? '';
};
window.open = address => {
  opens(String(address ?? ''));
  return null;
};
addEventListener('click', event => {
  const link = event.composedPath().find(each => each instanceof HTMLAnchorElement);
  if (link && link.target !== '' && link.target !== '_self') opens(link.href);
});

function opens(address: string): void {
  post({ type: 'opens', url: new URL(address, document.baseURI).href.slice(0, 8000) });
}

// The editor's own keys go on to it, unless the page takes them. Behind what the page itself listens with, and through a port that no
// script of the page can have: this one ran first. What the page may have replaced since is not asked.
const keys = new MessageChannel();
parent.postMessage({ source: 'mturk-preview', type: 'keys' }, '*', [keys.port2]);
const send = keys.port1.postMessage.bind(keys.port1);
const { apply } = Reflect;
const getterOf = (name: 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey') =>
  Object.getOwnPropertyDescriptor(KeyboardEvent.prototype, name)?.get as () => unknown;
const [codeOf, ctrlOf, metaOf] = [getterOf('code'), getterOf('ctrlKey'), getterOf('metaKey')];
const [shiftOf, altOf] = [getterOf('shiftKey'), getterOf('altKey')];
addEventListener('keydown', event => {
  if (!event.isTrusted || event.defaultPrevented) return;
  const pressed = {
    code: apply(codeOf, event, []),
    ctrlKey: apply(ctrlOf, event, []),
    metaKey: apply(metaOf, event, []),
    shiftKey: apply(shiftOf, event, []),
    altKey: apply(altOf, event, []),
  };
  if (!editorKeyOf(pressed)) return;
  event.preventDefault();
  send(pressed);
});

let typing: ReturnType<typeof setTimeout> | undefined;
function noteTyping(): void {
  clearTimeout(typing);
  typing = setTimeout(() => post({ type: 'typed', fields: readTyped(document) }), typingPause);
}
for (const event of ['input', 'change'] as const) addEventListener(event, noteTyping, true);

addEventListener('message', ({ source, data }) => {
  if (source !== parent || data?.source !== 'mturk-preview' || data.type !== 'restore') return;
  restoreTyped(document, data.fields as readonly TypedField[]);
});
// What the page makes itself while it loads is there by now.
addEventListener('load', () => setTimeout(() => post({ type: 'ready' })));
