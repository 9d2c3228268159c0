/** What a hover over a row says, as Markdown, worked out without VS Code. Values are escaped: they come from anybody. */

import { markNames } from '../account/notes.ts';
import type { WorkerSummary } from '../account/workerSummaries.ts';
import { commands } from '../ids.ts';
import type { Counts } from '../mturk/counts.ts';
import { rewardCost, termsOf } from '../mturk/fees.ts';
import { type Assignment, type HIT, type Instant, knowsReward } from '../mturk/model.ts';
import { formatDollars } from '../mturk/money.ts';
import { printable } from '../mturk/plainText.ts';
import { relativeText, spanText } from '../mturk/times.ts';
import type { AccountRef } from '../refs.ts';
import { answerPreview } from './answerPreview.ts';
import { type Attached, countsText, hitName, workerName } from './rowLabels.ts';

/** The commands that a tooltip's links may run. */
export const linkedCommands: readonly string[] = [
  commands.openHIT,
  commands.reveal,
  commands.copyId,
  commands.findInFiles,
];

export function hitTooltip(hit: HIT, counts: Counts, now: Instant): string {
  const target: AccountRef = { kind: 'hit', hitId: hit.id };
  const reached = hit.maxAssignments - counts.unfilled;
  return page(target, hitName(hit), [
    ['State', `${hit.status}, ${countsText(counts)} of ${hit.maxAssignments}`],
    ...(knowsReward(hit)
      ? [
          [
            'Reward',
            `${formatDollars(hit.reward)}, ${formatDollars(rewardCost(termsOf(hit), 1).total)} with fees`,
          ] as const,
          ['Cost if all is approved', formatDollars(rewardCost(termsOf(hit), reached).total)] as const,
        ]
      : [['Reward', 'unknown'] as const]),
    ['Created', momentText(hit.created, now)],
    [hit.expires > now ? 'Expires' : 'Expired', momentText(hit.expires, now)],
    ['Time allotted', spanText(hit.assignmentDuration * 1000)],
    ['Auto-approves', `${spanText(hit.autoApprovalDelay * 1000)} after submission`],
    ['Annotation', hit.annotation],
    ['Keywords', hit.keywords],
    ['HIT', hit.id],
    ['HIT type', hit.typeId],
    ['HIT group', hit.groupId],
  ]);
}

export function assignmentTooltip(
  assignment: Assignment,
  { hit, answer, note }: Attached & { readonly hit?: HIT | undefined },
  now: Instant,
): string {
  const { id, hitId, status, submitted, accepted, autoApproves, approved, rejected } = assignment;
  const target: AccountRef = { kind: 'assignment', hitId, assignmentId: id };
  return page(target, `Worker ${workerName(assignment.workerId)}`, [
    ['State', status],
    ['Accepted', momentText(accepted, now)],
    ['Submitted', momentText(submitted, now)],
    ['Worked', accepted > 0 && submitted > 0 ? spanText(submitted - accepted) : 'unknown'],
    ...(status === 'Submitted' ? [['Auto-approves', momentText(autoApproves, now)] as const] : []),
    ...(approved === undefined ? [] : [['Approved', momentText(approved, now)] as const]),
    ...(rejected === undefined ? [] : [['Rejected', momentText(rejected, now)] as const]),
    ['Reward', hit && knowsReward(hit) ? formatDollars(hit.reward) : ''],
    ['Answer', answerPreview(answer)],
    ['Feedback', assignment.feedback ?? ''],
    ['Mark', note?.mark ? markNames[note.mark] : ''],
    ['Note', note?.text ?? ''],
    ['HIT', hit?.title ?? ''],
    ['Assignment', id],
  ]);
}

export function workerTooltip(worker: WorkerSummary, blockedFor: string | undefined, now: Instant): string {
  const qualifications = worker.qualifications.map(({ name, value }) =>
    value === undefined ? name : `${name} = ${value}`,
  );
  return page({ kind: 'worker', workerId: worker.id }, `Worker ${workerName(worker.id)}`, [
    ['Assignments', `${worker.approved} approved, ${worker.rejected} rejected, ${worker.unreviewed} to review`],
    ['Earned', formatDollars(worker.earned)],
    ['Bonuses', formatDollars(worker.bonuses)],
    ['Last work', worker.last > 0 ? momentText(worker.last, now) : ''],
    ['Blocked', blockedFor ?? ''],
    ['Qualifications', qualifications.join(', ')],
  ]);
}

/** The HITs of a HIT type or of a HIT group; nothing where there are none. */
export function hitsTooltip(
  name: string,
  named: Extract<AccountRef, { kind: 'hitType' | 'hitGroup' }>,
  hits: readonly HIT[],
  countsOf: (hit: HIT) => Counts,
): string | undefined {
  const [first] = hits;
  if (!first) return undefined;
  const unreviewed = hits.reduce((sum, hit) => sum + countsOf(hit).submitted, 0);
  const places = hits.reduce((sum, hit) => sum + hit.maxAssignments, 0);
  return page(named, hitName(first), [
    ['HITs', String(hits.length)],
    ['Assignments', `${unreviewed} to review of ${places}`],
    ['Reward', formatDollars(first.reward)],
    [name, named.kind === 'hitType' ? named.typeId : named.groupId],
  ]);
}

/** A title, links, and facts, without those that have nothing to say. VS Code cuts a long hover off: the links come first. */
function page(named: AccountRef, title: string, facts: readonly (readonly [name: string, value: string])[]): string {
  const rows = facts.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${escaped(value)}`);
  return [`**${escaped(title)}**`, links(named), rows.join('  \n')].join('\n\n');
}

/** Characters. No id of the service comes near; what does would make a hover of megabytes. */
const longestArgument = 2000;

/** Links that run commands on the thing; nothing but its ids goes into them. */
function links(named: AccountRef): string {
  const argument = encodeURIComponent(JSON.stringify([named])).replace(
    /[()']/g,
    each => `%${each.charCodeAt(0).toString(16)}`,
  );
  if (argument.length > longestArgument) return '';
  const link = (label: string, command: string) => `[${label}](command:${command}?${argument})`;
  const opens = named.kind === 'hit' || named.kind === 'assignment';
  const rows = [
    ...(opens ? [link('Open', commands.openHIT)] : []),
    link(named.kind === 'worker' ? 'Reveal in Workers view' : 'Reveal in HITs view', commands.reveal),
    link('Copy ID', commands.copyId),
    link('Find in files', commands.findInFiles),
  ];
  return rows.join(' · ');
}

function momentText(instant: Instant, now: Instant): string {
  if (instant === 0) return 'unknown';
  return `${relativeText(instant, now)} (${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC)`;
}

/** A hover is a glance: so much of each fact. */
const longestFact = 500;

/** One line of plain text: nothing in it is Markdown, HTML, an icon or a link. */
export function escaped(text: string): string {
  return printable(text, longestFact)
    .replace(/[\\`*_{}[\]()#+\-.!|~$:@/]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
