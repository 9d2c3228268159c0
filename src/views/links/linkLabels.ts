/** What a link on an id says and does, worked out without VS Code. */
import type { Account } from '../../account/account.ts';
import { type CommandId, commands } from '../../ids.ts';
import type { Assignment } from '../../mturk/model.ts';
import { formatDollars } from '../../mturk/money.ts';
import { counted } from '../../mturk/plurals.ts';
import { relativeText } from '../../mturk/times.ts';
import type { AccountRef } from '../../refs.ts';
import { attachedTo, countsText, hitName, timeLeft, workerName } from '../rowLabels.ts';
import { assignmentTooltip, hitsTooltip, hitTooltip, workerTooltip } from '../tooltips.ts';

export interface LinkCommand {
  readonly command: CommandId;
  /** What happens on a click: a verb and its object. */
  readonly title: string;
  readonly argument: AccountRef;
}

/** HITs and assignments open their panel; the others go to their rows. */
export function commandOf(named: AccountRef): LinkCommand {
  switch (named.kind) {
    case 'hit':
      return { command: commands.openHIT, title: 'Open HIT', argument: named };
    case 'assignment':
      return { command: commands.openHIT, title: 'Open assignment', argument: named };
    case 'worker':
      return { command: commands.reveal, title: 'Show worker', argument: named };
    case 'hitType':
      return { command: commands.reveal, title: 'Show HITs of this type', argument: named };
    case 'hitGroup':
      return { command: commands.reveal, title: 'Show HITs of this group', argument: named };
  }
}

/** One line of plain text for where no Markdown can be. */
export function lineOf(account: Account, named: AccountRef): string {
  return [commandOf(named).title, ...factsOf(account, named)].join(' · ');
}

/** All facts, as Markdown with links; nothing for what is gone. */
export function pageOf(account: Account, named: AccountRef): string | undefined {
  const now = account.now();
  switch (named.kind) {
    case 'hit': {
      const hit = account.hit(named.hitId);
      return hit && hitTooltip(hit, account.counts(hit), now);
    }
    case 'assignment': {
      const assignment = account.assignment(named.assignmentId);
      const hit = account.hit(named.hitId);
      return assignment && assignmentTooltip(assignment, { hit, ...attachedTo(account, assignment) }, now);
    }
    case 'worker': {
      const worker = account.workers.summary(named.workerId, account.works(), id => account.hit(id));
      return worker && workerTooltip(worker, account.workers.blockOf(named.workerId), now);
    }
    case 'hitType':
      return hitsTooltip('HIT type', named, account.ids.hitsOf(named.typeId), hit => account.counts(hit));
    case 'hitGroup':
      return hitsTooltip('HIT group', named, account.ids.hitsOf(named.groupId), hit => account.counts(hit));
  }
}

/** What matters first about it, in plain text; nothing for what is gone. */
export function factsOf(account: Account, named: AccountRef): string[] {
  const now = account.now();
  switch (named.kind) {
    case 'hit': {
      const hit = account.hit(named.hitId);
      if (!hit) return [];
      const counts = account.counts(hit);
      return [hitName(hit), hit.status, countsText(counts), formatDollars(hit.reward), timeLeft(hit, counts, now)];
    }
    case 'assignment': {
      const assignment = account.assignment(named.assignmentId);
      const hit = account.hit(named.hitId);
      return assignment ? [...workFacts(assignment, now), ...(hit ? [formatDollars(hit.reward)] : [])] : [];
    }
    case 'worker': {
      const worker = account.workers.summary(named.workerId, account.works(), id => account.hit(id));
      if (!worker) return [];
      const { approved, rejected, unreviewed, earned, blocked } = worker;
      const work = `${approved} approved, ${rejected} rejected, ${unreviewed} to review`;
      return [...(blocked ? ['blocked'] : []), work, `earned ${formatDollars(earned)}`];
    }
    case 'hitType':
    case 'hitGroup': {
      const hits = account.ids.hitsOf(named.kind === 'hitType' ? named.typeId : named.groupId);
      return [hits[0] ? hitName(hits[0]) : '', counted(hits.length, 'HIT')];
    }
  }
}

function workFacts({ status, workerId, submitted, autoApproves }: Assignment, now: number): string[] {
  return [
    status,
    `by ${workerName(workerId)}`,
    `submitted ${relativeText(submitted, now)}`,
    ...(status === 'Submitted' ? [`auto-approves ${relativeText(autoApproves, now)}`] : []),
  ];
}
