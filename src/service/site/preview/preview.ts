/**
 * The task frames that an editor shows beside a definition: those of the worker site, with addresses that the editor's browser
 * can reach, in a sandbox that opens and takes over nothing. Only a service that was started for a preview has them.
 */
import { parseQuestion, type Question } from '../../../mturk/questionKinds.ts';
import type { Tx } from '../../domain/tx.ts';
import * as lifecycle from '../../lifecycle.ts';
import { invalidParameter, RequestError } from '../../serviceErrors.ts';
import { acceptable } from '../../states/hit.ts';
import type { Assignment, HITWithContent } from '../../storage/tableRows.ts';
import { checkWorkerId } from '../../workerRecords.ts';
import { existingHIT } from '../../workerSteps.ts';
import { leaseToken } from '../lease.ts';
import { type Ports, siteOrigin } from '../origins.ts';
import { type FrameState, frameOf, previewAssignmentId } from '../taskFrame.ts';

/** Where the editor's browser finds the site and the content's own port; without the latter the site serves content, sandboxed. */
interface Reach {
  readonly site: string;
  readonly content: string | undefined;
}

interface PreviewFrame {
  readonly kind: 'external' | 'html' | 'form';
  readonly url: string;
  /** What `sandbox` of the frame allows. */
  readonly sandbox: string;
  /** Pixels; 0 fills the window. */
  readonly height: number;
  /** Whether the page reports its problems and what is typed: one of another origin doesn't. */
  readonly reports: boolean;
  /** Undefined before the HIT is accepted. */
  readonly AssignmentId: string | undefined;
}

export interface Preview {
  reach(): Reach;
  setReach(reach: Reach): void;
  /** The frame of a HIT, as a worker sees it who has accepted it, or before anybody has. Throws RequestError. */
  frame(tx: Tx, hitId: string, workerId: string | undefined): PreviewFrame | Mirrored;
  /** The assignment that a lease's token names, while it is held. */
  held(tx: Tx, assignmentId: string, token: string): Assignment | undefined;
}

/** The frame of a page that may have a mirror, which only the mirrors know. */
interface Mirrored {
  readonly kind: 'mirrored';
  readonly page: URL;
  /** The frame of the page where it is. */
  readonly direct: PreviewFrame;
}

export const previewFormPath = '/preview/form';

/** No pop-ups, dialogs or downloads, and never the window around it. */
const sandbox = 'allow-scripts allow-forms';

/** `key` is the site's. */
export function createPreview(key: Uint8Array, ports: () => Ports): Preview {
  let reach: Reach | undefined;
  const local = (): Reach => ({ site: siteOrigin(ports()), content: `http://localhost:${ports().content}` });
  const current = (): Reach => reach ?? local();
  return {
    reach: current,
    setReach: given => {
      reach = given;
    },
    frame: (tx, hitId, workerId) => {
      const hit = existingHIT(tx, hitId);
      const assignment = workerId === undefined ? undefined : hold(tx, hit, workerId);
      const state: FrameState = assignment
        ? {
            kind: 'work',
            assignmentId: assignment.id,
            workerId: assignment.workerId,
            lease: leaseToken(key, assignment),
          }
        : { kind: 'preview' };
      return frameFor(hit, parseQuestion(hit.question), state, current(), local());
    },
    held: (tx, assignmentId, token) => {
      const assignment = tx.store.assignments.get(assignmentId);
      return assignment && leaseToken(key, assignment) === token ? assignment : undefined;
    },
  };
}

/** Whoever previews need not meet the requirements: it is their own HIT. */
function hold(tx: Tx, hit: HITWithContent, workerId: string): Assignment {
  checkWorkerId(workerId);
  const held = tx.store.assignments.held(hit.seq, workerId);
  if (held) return held;
  if (acceptable(hit) === 0)
    throw new RequestError('NoMoreWorkableHITsInGroupException', `HIT ${hit.id} has no assignment available.`);
  return lifecycle.accept(tx, hit, workerId);
}

function frameFor(
  { id }: HITWithContent,
  question: Question,
  state: FrameState,
  { site, content }: Reach,
  local: Reach,
): PreviewFrame | Mirrored {
  const assignmentId = state.kind === 'work' ? state.assignmentId : undefined;
  const near = content ?? site;
  const allowed = (sameOrigin: boolean): string => (sameOrigin ? `${sandbox} allow-same-origin` : sandbox);
  if (question.kind === 'unreadable') throw invalidParameter(`The question can’t be read: ${question.reason}.`);
  if (question.kind === 'form') {
    const lease = state.kind === 'work' ? `&lease=${state.lease}` : '';
    const url = `${near}${previewFormPath}?hitId=${id}&assignmentId=${assignmentId ?? previewAssignmentId}${lease}`;
    return {
      kind: 'form',
      url,
      sandbox: allowed(content !== undefined),
      height: 0,
      reports: true,
      AssignmentId: assignmentId,
    };
  }
  const origins = { site, content: { origin: near, apart: content !== undefined, near: false } };
  const { url, sameOrigin, height } = frameOf(question, id, state, origins);
  const page = question.kind === 'external' ? URL.parse(question.url) : null;
  const direct: PreviewFrame = {
    kind: question.kind,
    url,
    sandbox: allowed(sameOrigin),
    height,
    reports: question.kind === 'html',
    AssignmentId: assignmentId,
  };
  // A mirror is of this machine, where a browser elsewhere can't reach it.
  return page && site === local.site ? { kind: 'mirrored', page, direct } : direct;
}

/** The same frame with its page's mirror. */
export function mirroredFrame({ page, direct }: Mirrored, mirror: string | undefined): PreviewFrame {
  if (mirror === undefined) return direct;
  const { pathname, search, hash } = new URL(direct.url, page);
  return { ...direct, url: `${mirror}${pathname}${search}${hash}`, reports: true };
}
