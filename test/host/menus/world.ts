/** What the menu matrix acts in: sample HITs on Local, the rows of all kinds, and what an independent client sees of it all. */
import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { TestApi } from '../../../src/extension.ts';
import { views } from '../../../src/ids.ts';
import type { Assignment, HIT } from '../../../src/mturk/model.ts';
import { pages } from '../../../src/mturk/paging.ts';
import type { Node } from '../../../src/views/nodes.ts';
import { activated, type LocalAtHand, sampleLocal } from '../support.ts';

/** The kinds of rows that the trees have. */
export const rowKinds = [
  'hit',
  'assignment',
  'rejection',
  'worker',
  'hitGroup',
  'workGroup',
  'note',
  'qualificationType',
  'holding',
  'request',
] as const;
export type RowKind = (typeof rowKinds)[number];

/** The views that rows of a kind stand in. An assignment in the Rejected view is a kind of its own: there it can be reversed. */
export const viewsOf: Readonly<Record<RowKind, readonly string[]>> = {
  hit: [views.hits, views.review],
  assignment: [views.hits, views.review, views.workers],
  rejection: [views.rejected],
  worker: [views.workers],
  hitGroup: [views.hits],
  workGroup: [views.review],
  note: Object.values(views),
  qualificationType: [views.qualifications],
  holding: [views.qualifications],
  request: [views.qualifications],
};

export interface World extends LocalAtHand, TestApi {
  readonly rows: Readonly<Record<RowKind, readonly Node[]>>;
  /** The `contextValue` that groups had: they come and go with how the views are grouped. */
  readonly groupContexts: ReadonlyMap<Node, string>;
}

/** Fresh samples, all of them read, with the rows that the views have for them. */
export async function makeWorld(): Promise<World> {
  const insides = await activated();
  const at = await sampleLocal();
  const { explorer } = insides;
  const { hits, review, workers, rejected, arrangement } = explorer;
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await arrangement.filterBy('');
  await at.account.refreshReview();
  await at.account.readWork(at.account.hits().map(({ id }) => id));
  await Promise.all(at.account.hits().map(({ id }) => at.account.open(id)));
  await arrangement.group('type');
  await arrangement.groupReview('deadline');
  const hitGroup = await hits.getChildren();
  const workGroup = await review.getChildren();
  const groupContexts = new Map([
    ...hitGroup.map(row => [row, hits.getTreeItem(row).contextValue ?? ''] as const),
    ...workGroup.map(row => [row, review.getTreeItem(row).contextValue ?? ''] as const),
  ]);
  await arrangement.group('none');
  await arrangement.groupReview('hit');
  const hit = await hits.getChildren();
  const assignment = (await Promise.all(hit.map(row => hits.getChildren(row)))).flat().filter(isAssignment);
  const rejection = (await rejected.getChildren()).filter(isAssignment);
  const people = await makePeople(at);
  await explorer.qualifications.getChildren();
  const rows = {
    ...people,
    hit,
    assignment,
    rejection,
    worker: await workers.getChildren(),
    hitGroup,
    workGroup,
    note: [note],
  };
  for (const kind of rowKinds) assert.ok(rows[kind].length > 0, `there is a row of kind ${kind}`);
  return { ...insides, ...at, rows, groupContexts };
}

/** Two own types, each with somebody who has it and somebody who asks for it. */
async function makePeople({ account, independent }: LocalAtHand) {
  const { workbench } = await activated();
  for (const Name of ['Matrix A', 'Matrix B']) {
    const { QualificationType } = await independent.call('CreateQualificationType', {
      Name,
      Description: 'For the matrix.',
      QualificationTypeStatus: 'Active',
    });
    const QualificationTypeId = QualificationType?.QualificationTypeId ?? '';
    const WorkerId = `A1HOLDER${Name.at(-1)}`;
    await independent.call('AssociateQualificationWithWorker', { QualificationTypeId, WorkerId, IntegerValue: 3 });
    await workbench.local.control('request', { WorkerId: `A1ASKER${Name.at(-1)}`, QualificationTypeId });
  }
  await account.workers.refresh(true);
  const { workers } = account;
  const qualificationType = [...workers.types.keys()].map((typeId): Node => ({ kind: 'qualificationType', typeId }));
  const holding = [...workers.held.values()]
    .flat()
    .map(({ workerId, typeId }): Node => ({ kind: 'worker', workerId, typeId }));
  const request = workers.requests.map(
    ({ id, workerId, typeId }): Node => ({ kind: 'worker', workerId, typeId, requestId: id }),
  );
  return { qualificationType, holding, request };
}

const note: Node = { kind: 'note', id: 'a-note', label: 'Nothing', description: '', icon: 'info' };

function isAssignment({ kind }: Node): boolean {
  return kind === 'assignment';
}

/** Rows of things that the service no longer has. */
export const gone = {
  hit: { kind: 'hit', hitId: '3GONEGONEGONEGONEGONEGONEGONEG' },
  assignment: {
    kind: 'assignment',
    hitId: '3GONEGONEGONEGONEGONEGONEGONEG',
    assignmentId: '3GONETOOGONETOOGONETOOGONETOOG',
  },
} as const satisfies Record<string, Node>;

/** The `contextValue` of a row of a kind: what the `when` clauses of menus match. */
export function contextOf({ explorer, groupContexts }: World, kind: RowKind, row: Node): string {
  const known = groupContexts.get(row);
  if (known !== undefined) return known;
  if (kind === 'qualificationType' || kind === 'holding' || kind === 'request')
    return explorer.qualifications.getTreeItem(row).contextValue ?? '';
  const view = kind === 'worker' ? explorer.workers : kind === 'rejection' ? explorer.rejected : explorer.hits;
  return view.getTreeItem(row).contextValue ?? '';
}

export const hitRows = (hits: readonly HIT[]): Node[] => hits.map(({ id }) => ({ kind: 'hit', hitId: id }));

export const workRows = (work: readonly Assignment[]): Node[] =>
  work.map(({ id, hitId }) => ({ kind: 'assignment', hitId, assignmentId: id }));

/** The id of what a row is about; empty for rows about nothing. */
export function idOf(node: Node): string {
  switch (node.kind) {
    case 'hit':
      return node.hitId;
    case 'assignment':
      return node.assignmentId;
    case 'worker':
      return node.requestId ?? node.workerId;
    case 'qualificationType':
      return node.typeId;
    default:
      return '';
  }
}

/** All assignments that are known. */
export const worksOf = ({ account }: World): Assignment[] => [...account.works()].flat();

/** What the service says of each HIT and each assignment, by id. */
export interface Books {
  readonly hits: ReadonlyMap<string, string>;
  readonly assignments: ReadonlyMap<string, { readonly hitId: string; readonly says: string }>;
}

export async function readBooks({ independent }: Pick<LocalAtHand, 'independent'>): Promise<Books> {
  const hits = new Map<string, string>();
  const assignments = new Map<string, { hitId: string; says: string }>();
  for await (const { HITs = [] } of pages(independent, 'ListHITs', {}))
    for (const { HITId = '', HITTypeId, MaxAssignments, Expiration } of HITs)
      hits.set(HITId, JSON.stringify([HITTypeId, MaxAssignments, Expiration]));
  const read = async (HITId: string) => {
    const [{ Assignments = [] }, { BonusPayments = [] }] = await Promise.all([
      independent.call('ListAssignmentsForHIT', { HITId, MaxResults: 100 }),
      independent.call('ListBonusPayments', { HITId, MaxResults: 100 }),
    ]);
    for (const { AssignmentId = '', AssignmentStatus, RequesterFeedback } of Assignments) {
      const bonuses = BonusPayments.filter(each => each.AssignmentId === AssignmentId).map(each => each.BonusAmount);
      const says = JSON.stringify([AssignmentStatus, RequesterFeedback, bonuses]);
      assignments.set(AssignmentId, { hitId: HITId, says });
    }
  };
  await Promise.all([...hits.keys()].map(read));
  return { hits, assignments };
}

/** The ids of what is another now, came or went. Assignments that came or went with their HIT count as the HIT's. */
export function changedIds(before: Books, after: Books): string[] {
  const hits = [...new Set([...before.hits.keys(), ...after.hits.keys()])].filter(
    id => before.hits.get(id) !== after.hits.get(id),
  );
  const ids = [...new Set([...before.assignments.keys(), ...after.assignments.keys()])];
  const changed = ids.flatMap(id => {
    const was = before.assignments.get(id);
    const is = after.assignments.get(id);
    if (was?.says === is?.says) return [];
    return [was && is ? id : ((was ?? is)?.hitId ?? id)];
  });
  return [...new Set([...hits, ...changed])].sort();
}

/** Lets what was said without being waited for be said. */
export async function settled({ account, explorer }: World): Promise<void> {
  await explorer.fresh.idle();
  await turn();
  assert.ok(account.size > 0);
}
