/** What would take an act back, where the service allows that. */
import type { Instant } from '../mturk/model.ts';
import { overrideWindow } from '../mturk/rules.ts';
import type { Act } from './acts.ts';

export interface Undo {
  /** For a button: "Unblock". */
  readonly label: string;
  readonly act: Act;
}

/**
 * The act that takes a done one back, or nothing where there is none: money that was paid, messages, deletions, added
 * assignments and qualification types stay. `done` says when it was done and what it created.
 */
export function undoOf(
  act: Act,
  done: { readonly at: Instant; readonly created?: string | undefined },
  now: Instant,
): Undo | undefined {
  switch (act.verb) {
    case 'reject': {
      if (now - act.submitted > overrideWindow) return undefined;
      const { verb: _, feedback: __, ...work } = act;
      return { label: 'Take Back and Approve', act: { verb: 'override', ...work } };
    }
    case 'block':
      return { label: 'Unblock', act: { verb: 'unblock', workerId: act.workerId } };
    case 'unblock':
      return act.reason
        ? { label: 'Block Again', act: { verb: 'block', workerId: act.workerId, reason: act.reason } }
        : undefined;
    case 'assignQualification': {
      const { qualificationTypeId, workerId, before } = act;
      return before === undefined
        ? { label: 'Revoke', act: { verb: 'revokeQualification', qualificationTypeId, workerId } }
        : {
            label: 'Set the Former Score',
            act: { verb: 'assignQualification', qualificationTypeId, workerId, score: before, before: act.score },
          };
    }
    case 'revokeQualification': {
      const { qualificationTypeId, workerId, before } = act;
      return before === undefined
        ? undefined
        : { label: 'Grant Again', act: { verb: 'assignQualification', qualificationTypeId, workerId, score: before } };
    }
    case 'setExpiration':
      return act.before <= now
        ? { label: 'Expire Again', act: { verb: 'expire', hitId: act.hitId, before: act.at } }
        : {
            label: 'Set the Former Expiration',
            act: { verb: 'setExpiration', hitId: act.hitId, at: act.before, before: act.at },
          };
    case 'expire':
      return act.before > now
        ? {
            label: 'Set the Former Expiration',
            act: { verb: 'setExpiration', hitId: act.hitId, at: act.before, before: done.at },
          }
        : undefined;
    case 'createHIT':
    case 'createHITWithType': {
      const { LifetimeInSeconds = 0 } = act.input;
      const before = done.at + LifetimeInSeconds * 1000;
      return done.created && before > now
        ? { label: 'Expire', act: { verb: 'expire', hitId: done.created, before } }
        : undefined;
    }
    case 'setReviewing':
      return { label: 'Set to Reviewable', act: { verb: 'revertReviewing', hitId: act.hitId } };
    case 'revertReviewing':
      return { label: 'Set to Reviewing', act: { verb: 'setReviewing', hitId: act.hitId } };
    case 'changeHITType':
      return act.before
        ? {
            label: 'Set the Former HIT Type',
            act: { verb: 'changeHITType', hitId: act.hitId, hitTypeId: act.before, before: act.hitTypeId },
          }
        : undefined;
    case 'approve':
    case 'override':
    case 'bonus':
    case 'message':
    case 'addAssignments':
    case 'delete':
    case 'createQualificationType':
      return undefined;
  }
}
