/** What the menu matrix acts in: sample HITs on Local, the rows of all kinds, and what an independent client sees of it all. */
import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { TestApi } from '../../../src/extension.ts';
import { views } from '../../../src/ids.ts';
import type { Assignment, HIT } from '../../../src/mturk/model.ts';
import type { Node } from '../../../src/views/nodes.ts';
import { activated, type LocalAtHand, sampleLocal, stateOf } from '../support.ts';

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
  const [at] = await Promise.all([
    sampleLocal(),
    vscode.commands.executeCommand('workbench.action.closeAllEditors'),
    insides.explorer.arrangement.filterBy(''),
  ]);
  const { explorer } = insides;
  const { hits, review, workers, rejected, arrangement } = explorer;
  const hitIds = at.account.hits().map(({ id }) => id);
  const [people] = await Promise.all([
    makePeople(at),
    at.account.refreshReview(),
    at.account.readWork(hitIds),
    ...hitIds.map(id => at.account.open(id)),
  ]);
  // What is set counts at once; it is kept by the time that the rows have been read.
  const kept = [arrangement.group('type'), arrangement.groupReview('deadline')];
  const hitGroup = await hits.getChildren();
  const workGroup = await review.getChildren();
  const groupContexts = new Map([
    ...hitGroup.map(row => [row, hits.getTreeItem(row).contextValue ?? ''] as const),
    ...workGroup.map(row => [row, review.getTreeItem(row).contextValue ?? ''] as const),
  ]);
  kept.push(arrangement.group('none'), arrangement.groupReview('hit'));
  const hit = await hits.getChildren();
  const assignment = (await Promise.all(hit.map(row => hits.getChildren(row)))).flat().filter(isAssignment);
  const rejection = (await rejected.getChildren()).filter(isAssignment);
  await explorer.qualifications.getChildren();
  await Promise.all(kept);
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
  const make = async (Name: string) => {
    const { QualificationType } = await independent.call('CreateQualificationType', {
      Name,
      Description: 'For the matrix.',
      QualificationTypeStatus: 'Active',
    });
    const QualificationTypeId = QualificationType?.QualificationTypeId ?? '';
    const WorkerId = `A1HOLDER${Name.at(-1)}`;
    await Promise.all([
      independent.call('AssociateQualificationWithWorker', { QualificationTypeId, WorkerId, IntegerValue: 3 }),
      workbench.local.control('request', { WorkerId: `A1ASKER${Name.at(-1)}`, QualificationTypeId }),
    ]);
  };
  await Promise.all(['Matrix A', 'Matrix B'].map(make));
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

/** Read from the whole state of the service, in one request: hundreds of tests compare two of these. */
export async function readBooks(at: LocalAtHand): Promise<Books> {
  const tables = Map.groupBy(
    (await stateOf(at)).filter(line => line.startsWith('{"table"')).map(line => JSON.parse(line) as StateLine),
    ({ table }) => table,
  );
  const rowsOf = (table: string) => (tables.get(table) ?? []).map(({ row }) => row);
  const bonuses = Map.groupBy(rowsOf('bonuses'), row => row.assignment_id);
  const hits = new Map<string, string>();
  const idBySeq = new Map<unknown, string>();
  for (const { seq, id, status, type_id, max_assignments, expiration } of rowsOf('hits')) {
    if (status === 'Disposed') continue;
    idBySeq.set(seq, String(id));
    hits.set(String(id), JSON.stringify([type_id, max_assignments, expiration]));
  }
  const assignments = new Map<string, { hitId: string; says: string }>();
  for (const { id, hit_seq, submit_time, status, feedback } of rowsOf('assignments')) {
    const hitId = idBySeq.get(hit_seq);
    if (hitId === undefined || submit_time === null) continue;
    const amounts = bonuses.get(id)?.map(({ amount }) => amount) ?? [];
    assignments.set(String(id), { hitId, says: JSON.stringify([status, feedback, amounts]) });
  }
  return { hits, assignments };
}

interface StateLine {
  readonly table: string;
  readonly row: Readonly<Record<string, string | number | null>>;
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
