/** The task frame: its address with the documented parameters, and what it may do (reference.md §6.12). */
import type { Question } from '../../mturk/questionKinds.ts';
import { helperPath } from './assets.ts';
import { type Html, html, nothing } from './html.ts';
import { leaseAddress } from './lease.ts';
import { isMirrored } from './mirror/eligible.ts';
import { openPath } from './mirror/mirrors.ts';
import type { Origins } from './origins.ts';

export const previewAssignmentId = 'ASSIGNMENT_ID_NOT_AVAILABLE';
export const contentPath = '/dynamic/hit';
/** Looks whether it may keep something in the browser, and says so to the page around it. */
export const storagePath = '/dynamic/storage';
/** In the query of a task page: where its content comes from, if not from where it usually does. */
export const placingParameter = 'frame';

/** Whether the frame shows a preview or somebody's accepted assignment. */
export type FrameState =
  | { readonly kind: 'preview' }
  | { readonly kind: 'work'; readonly assignmentId: string; readonly workerId: string; readonly lease: string };

interface Frame {
  readonly url: string;
  /** Whether the page may keep its own origin: only where that is not the site's. */
  readonly sameOrigin: boolean;
  /** Pixels; 0 fills the window. */
  readonly height: number;
  /** Something the browser must be able to load, or else the page is asked for again, with its content sandboxed. */
  readonly probe: string | undefined;
  /** A page that looks for storage where the content is: without any, the page is asked for again with its content nearer. */
  readonly storage: string | undefined;
}

export function frameOf(
  question: Extract<Question, { kind: 'external' | 'html' }>,
  hitId: string,
  state: FrameState,
  { site, content, mirror }: Origins,
): Frame {
  const mirrored = mirror && question.kind === 'external' && isMirrored(URL.parse(question.url), mirror.hosts, site);
  const page = question.kind === 'external' ? question.url : `${content.origin}${contentPath}`;
  const base = mirrored ? `${mirror.origin}${openPath}` : page;
  const sameOrigin = question.kind === 'html' ? content.apart : originOf(question.url) !== site;
  const probe = question.kind === 'html' && content.apart ? `${content.origin}${helperPath}` : undefined;
  const storage = probe !== undefined && !content.near ? `${content.origin}${storagePath}` : undefined;
  return { url: withParameters(base, hitId, state, site), sameOrigin, height: question.frameHeight, probe, storage };
}

/** In the order that real logs show; nothing of a worker in a preview. The page's own query and fragment stay as they are. */
export function withParameters(url: string, hitId: string, state: FrameState, site: string): string {
  const parameters: [string, string][] =
    state.kind === 'preview'
      ? [
          ['assignmentId', previewAssignmentId],
          ['hitId', hitId],
        ]
      : [
          ['assignmentId', state.assignmentId],
          ['hitId', hitId],
          ['workerId', state.workerId],
          ['turkSubmitTo', leaseAddress(site, state.lease)],
        ];
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const [address = '', ...fragment] = url.split('#');
  const joint = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
  return `${address}${joint}${query}${fragment.length > 0 ? `#${fragment.join('#')}` : ''}`;
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

/** Never allowed to take the window elsewhere. What it opens is a page like any other, so that surveys have their cookies. */
const sandbox = 'allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads';
/** For content on the site's own port, so that it has its own origin even when opened outside the frame. */
export const sandboxPolicy = `sandbox ${sandbox}`;

export function frameElement(frame: Frame, title: string): Html {
  return html`<iframe class="task${frame.height > 0 ? '' : ' fill'}" id="task" title="${title}" src="${frame.url}" sandbox="${sandbox}${
    frame.sameOrigin ? ' allow-same-origin' : ''
  }" allow="fullscreen; autoplay; camera; microphone"${frame.height > 0 ? html` height="${Math.min(frame.height, 20_000)}"` : nothing}${frame.probe ? html` data-probe="${frame.probe}"` : nothing}${frame.storage ? html` data-storage="${frame.storage}"` : nothing}></iframe>`;
}
