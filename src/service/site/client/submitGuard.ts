/**
 * Runs first in pages that come through a mirror: results that a page's script sends to Amazon's address, put together as the
 * page goes, end at Local as well. Addresses that stand in the page as a whole were changed on the way.
 */

const submitPath = '/mturk/externalSubmit';
const key = 'mturk-local:submitTo';

const named = document.currentScript?.dataset.submitTo ?? '';
const site = named.replace(/\/lease\/.*$/, '');

/** The first page of a task knows the lease; those after it and pop-ups find it where it left it. */
function remembered(): string {
  try {
    if (named !== site) sessionStorage.setItem(key, named);
    return sessionStorage.getItem(key) ?? named;
  } catch {
    return named;
  }
}
const submitTo = remembered();

/** Where results for that address go; undefined for every other address. */
function led(address: string): string | undefined {
  const url = URL.parse(address, document.baseURI);
  if (url?.pathname !== submitPath) return undefined;
  const amazon = /^(?:www|worker|workersandbox)\.mturk\.com$/.test(url.hostname);
  return amazon || url.origin === site ? `${submitTo}${submitPath}${url.search}` : undefined;
}

function leadForm(form: HTMLFormElement, submitter?: HTMLElement | null): void {
  const own = submitter?.getAttribute('formaction');
  const action = led(own ?? form.getAttribute('action') ?? '');
  if (action === undefined) return;
  if (own === null || own === undefined) form.setAttribute('action', action);
  else submitter?.setAttribute('formaction', action);
}

addEventListener(
  'submit',
  event => {
    if (event.target instanceof HTMLFormElement) leadForm(event.target, event.submitter);
  },
  true,
);

const { submit } = HTMLFormElement.prototype;
HTMLFormElement.prototype.submit = function () {
  leadForm(this);
  submit.call(this);
};

const { fetch: ownFetch } = window;
window.fetch = (input, init) => {
  const address = led(input instanceof Request ? input.url : String(input));
  if (address === undefined) return ownFetch(input, init);
  return ownFetch(input instanceof Request ? new Request(address, input) : address, init);
};

const { open } = XMLHttpRequest.prototype;
type OpenArguments = [
  method: string,
  url: string | URL,
  async: boolean,
  user?: string | null,
  password?: string | null,
];
XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...given: OpenArguments) {
  given[1] = led(String(given[1])) ?? given[1];
  open.apply(this, given);
} as typeof open;

export {};
