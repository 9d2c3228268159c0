/** What the site's pages do beyond their HTML: the countdown, and going on when the frame's work is in. */
import { counted } from '../../../mturk/plurals.ts';

const head = document.querySelector<HTMLElement>('[data-done]');
const frame = document.querySelector<HTMLIFrameElement>('iframe#task');
const countdown = document.querySelector<HTMLElement>('#countdown');
const announce = document.querySelector<HTMLElement>('#announce');

// Anything in the frame may say so: the page it leads to tells the truth.
addEventListener('message', event => {
  if (event.data !== 'mturk-local:submitted' || !frame || event.source !== frame.contentWindow) return;
  if (head?.dataset.done) location.assign(head.dataset.done);
});

/** The same page with its content from elsewhere. */
function placeFrame(placing: 'sandboxed' | 'near'): void {
  const here = new URL(location.href);
  here.searchParams.set('frame', placing);
  location.replace(here);
}

// Through a tunnel the content's port may be out of reach: then the site's own port serves it, sandboxed.
if (frame?.dataset.probe)
  fetch(frame.dataset.probe, { mode: 'no-cors' }).catch(() => {
    placeFrame('sandboxed');
  });

// Where a browser denies storage to frames of another site, content comes by the site's own name, from its own port.
if (frame?.dataset.storage) {
  const known = 'mturk-local:no-storage';
  if (remembered(known)) placeFrame('near');
  else {
    const probe = document.createElement('iframe');
    probe.hidden = true;
    probe.src = frame.dataset.storage;
    addEventListener('message', event => {
      if (event.source !== probe.contentWindow || event.data !== known) return;
      remember(known);
      placeFrame('near');
    });
    document.body.append(probe);
  }
}

function remembered(key: string): boolean {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

function remember(key: string): void {
  try {
    sessionStorage.setItem(key, '1');
  } catch {
    // Then each page looks anew.
  }
}

// The page's policy watches where the frame goes (left.ts): results that went to Amazon are lost, and nobody else would say so.
document.addEventListener('securitypolicyviolation', ({ disposition, blockedURI }) => {
  const host = URL.parse(blockedURI)?.hostname ?? '';
  if (disposition !== 'report' || !frame || !/^(?:[\w-]+\.)?mturk\.com$/.test(host)) return;
  if (document.querySelector('#left')) return;
  const notice = document.createElement('div');
  notice.id = 'left';
  notice.className = 'notice bad';
  notice.setAttribute('role', 'alert');
  notice.textContent = `The task went to ${host}, an Amazon site that is closed. Results sent there did not reach Local. The requester must post the page’s form to the address in turkSubmitTo, or start Local with --submit-rewrite.`;
  frame.before(notice);
});

if (countdown && !countdown.dataset.standing) {
  const end = performance.now() + Number(countdown.dataset.seconds) * 1000;
  const warnings = [300, 60];
  const tick = () => {
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    countdown.textContent = clockText(left);
    countdown.classList.toggle('soon', left <= 60);
    while (warnings[0] !== undefined && left <= warnings[0]) {
      const minutes = Number(warnings.shift()) / 60;
      if (announce && left > (minutes - 1) * 60) announce.textContent = `${counted(minutes, 'minute')} left.`;
    }
    if (left === 0) {
      clearInterval(timer);
      if (announce) announce.textContent = 'The time for this HIT is up. Submissions are no longer accepted.';
    }
  };
  const timer = setInterval(tick, 1000);
  tick();
}

function clockText(seconds: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}
