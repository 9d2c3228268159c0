/** Compares what a window shows with what is so. */
import {
  compared,
  dollars,
  type Expected,
  expectedAssignment,
  expectedHIT,
  expectedWorker,
  takenBackLeft,
  waiting,
} from './rows.ts';
import type { TrueAssignment, Truth } from './service.ts';
import { type Shown, type ShownPanel, type ShownRow, type ShownView, type ViewName, viewNames } from './shown.ts';

/** A list that is longer is shown in parts. */
const shownAtOnce = 100;

/**
 * What is shown and isn't so, in words; empty if all agrees. `truth` is missing while Local does not run. Of a profile other than Local
 * nothing is known; what is filtered or grouped is compared row by row.
 */
export function differences(shown: Shown, truth: Truth | undefined): string[] {
  if (shown.profile !== 'local') return [];
  if (!truth) return stoppedDifferences(shown);
  return [
    ...viewNames.flatMap(name => {
      const view = shown.views[name];
      return view ? viewDifferences(name, view, truth).map(fault => `${name} view: ${fault}`) : [];
    }),
    ...badgeDifferences(shown, truth),
    ...(shown.statusBar.includes(dollars(truth.balance))
      ? []
      : compared('status bar', shown.statusBar, dollars(truth.balance))),
    ...shown.panels.flatMap(panel => panelDifferences(panel, truth).map(fault => `panel of ${panel.hitId}: ${fault}`)),
  ];
}

function stoppedDifferences({ views, badge, statusBar }: Shown): string[] {
  return [
    ...viewNames.flatMap(name =>
      (views[name]?.rows.length ?? 0) > 0 ? [`${name} view: has rows while Local is stopped`] : [],
    ),
    ...compared('badge', badge, ''),
    ...(statusBar.includes('stopped') ? [] : [`status bar: shows ${statusBar} while Local is stopped`]),
  ];
}

/** The badge is kept up while any view can be seen. */
function badgeDifferences({ views, badge }: Shown, { hits }: Truth): string[] {
  if (Object.keys(views).length === 0) return [];
  const count = [...hits.values()].reduce((sum, hit) => sum + waiting(hit).length, 0);
  return badge === '99+' && count > 99 ? [] : compared('badge', badge, count === 0 ? '' : String(count));
}

function viewDifferences(name: ViewName, view: ShownView, truth: Truth): string[] {
  const roots = view.rows.filter(({ under }) => !under);
  const expected = expectedBelow(name, undefined, truth) ?? [];
  const filtered = name === 'hits' && view.message.startsWith('Filter ');
  return [
    ...(filtered ? [] : countDifferences('at its root', roots, expected, name)),
    ...view.rows.flatMap(row => rowDifferences(name, row, truth)),
    ...parentsIn(view.rows).flatMap(parent => belowDifferences(name, parent, view, truth)),
    ...(filtered || view.empty === undefined ? [] : emptyDifferences(view.empty, expected)),
    ...descriptionDifferences(name, view, truth),
  ];
}

function emptyDifferences(empty: string, expected: readonly Expected[]): string[] {
  if (empty === '' && expected.length > 0) return [];
  if (empty !== '' && expected.length === 0) return [];
  return [`welcome text: ${empty || 'none'} with ${expected.length} to show`];
}

function descriptionDifferences(name: ViewName, { description }: ShownView, { hits, now }: Truth): string[] {
  if (name !== 'rejected' || !description) return [];
  const count = [...hits.values()].reduce((sum, hit) => sum + takenBackLeft(hit, now).length, 0);
  return compared('count', description, `${count.toLocaleString('en')} can be reversed`);
}

/** What a list shows: at the root, or below something; `undefined` where that depends on more than the service. */
function expectedBelow(name: ViewName, parent: ShownRow | undefined, truth: Truth): Expected[] | undefined {
  const hits = [...truth.hits.values()];
  if (parent?.kind === 'group') return undefined;
  if (parent) return parent.id === undefined ? undefined : expectedBelowId(name, parent.id, truth);
  switch (name) {
    case 'hits':
      return hits.map(hit => expectedHIT(hit, name, truth));
    case 'review':
      return hits.filter(hit => waiting(hit).length > 0).map(hit => expectedHIT(hit, name, truth));
    case 'rejected':
      return hits.flatMap(hit => takenBackLeft(hit, truth.now)).map(each => expectedAssignment(each, name, truth));
    case 'workers': {
      const work = workByWorker(truth);
      const ids = new Set([...work.keys(), ...truth.blocked, ...truth.holders]);
      return [...ids].map(id => expectedWorker(id, work.get(id) ?? [], truth));
    }
  }
}

function expectedBelowId(name: ViewName, id: string, truth: Truth): Expected[] {
  const hit = truth.hits.get(id);
  const all = name === 'workers' ? (workByWorker(truth).get(id) ?? []) : (hit?.assignments ?? []);
  return all
    .filter(({ status }) => name !== 'review' || status === 'Submitted')
    .map(each => expectedAssignment(each, name, truth));
}

function workByWorker({ hits }: Truth): Map<string, TrueAssignment[]> {
  return Map.groupBy(
    [...hits.values()].flatMap(({ assignments }) => assignments),
    ({ workerId }) => workerId,
  );
}

/** Everything that a row of a kind may stand for. */
function candidates(name: ViewName, { kind }: ShownRow, truth: Truth): Expected[] {
  if (kind === 'worker' || (kind === 'hit' && name !== 'review')) return expectedBelow(name, undefined, truth) ?? [];
  if (kind === 'hit') return [...truth.hits.values()].map(hit => expectedHIT(hit, name, truth));
  const all = [...truth.hits.values()].flatMap(({ assignments }) => assignments);
  return kind === 'assignment' ? all.map(each => expectedAssignment(each, name, truth)) : [];
}

/** A row agrees if it says what is so of what it stands for; where ids are not seen, of anything that has its name. */
function rowDifferences(name: ViewName, row: ShownRow, truth: Truth): string[] {
  if (row.kind === 'group' || row.kind === 'more' || row.kind === 'note') return [];
  const meant = candidates(name, row, truth).filter(({ id, label }) =>
    row.id === undefined ? isNamed(label, row) : id === row.id,
  );
  const said = `${row.label} · ${row.description}`;
  if (meant.length === 0) {
    // A worker may be known by a bonus alone.
    return row.kind === 'worker' ? [] : [`“${said}” is not in the service`];
  }
  const faults = meant.map(each => each.faults(row)).reduce((best, each) => (each.length < best.length ? each : best));
  return faults.map(fault => `“${said}”: ${fault}`);
}

function parentsIn(rows: readonly ShownRow[]): ShownRow[] {
  return [...new Set(rows.flatMap(({ under }) => under ?? []))];
}

function belowDifferences(name: ViewName, parent: ShownRow, { rows }: ShownView, truth: Truth): string[] {
  const below = rows.filter(({ under }) => under === parent);
  if (parent.id !== undefined || parent.kind === 'group') {
    const expected = expectedBelow(name, parent, truth);
    return expected ? countDifferences(`below “${parent.label}”`, below, expected, name) : [];
  }
  const meant = candidates(name, parent, truth).filter(({ label }) => isNamed(label, parent));
  const faults = meant.map(({ id }) =>
    countDifferences(`below “${parent.label}”`, below, expectedBelowId(name, id, truth), name),
  );
  return faults.find(each => each.length === 0) ?? faults[0] ?? [];
}

/** Whether a list has as many rows as it should. Grouped and partly shown ones are compared row by row alone. */
function countDifferences(
  where: string,
  rows: readonly ShownRow[],
  expected: readonly Expected[],
  name: ViewName,
): string[] {
  const partly = rows.some(({ kind }) => kind === 'group' || kind === 'more' || kind === 'note');
  if (partly || expected.length > shownAtOnce) return [];
  const shown = rows[0]?.siblings ?? 0;
  // Among the rows out of sight may be groups, which stand for several.
  if (name === 'hits' && rows.length < shown && shown < expected.length) return [];
  const ids = new Set(rows.flatMap(({ id }) => id ?? []));
  const known = ids.size === shown;
  const missing = known ? expected.filter(({ id }) => !ids.has(id)) : [];
  if (name === 'workers' && shown >= expected.length && missing.length === 0) return [];
  if (shown === expected.length && missing.length === 0) return [];
  const named = missing.slice(0, 3).map(({ label, id }) => `${label} (${id})`);
  return [`${where}: ${shown} rows for ${expected.length}${named.length > 0 ? `; missing ${named.join(', ')}` : ''}`];
}

function panelDifferences({ hitId, status, counts, assignments }: ShownPanel, truth: Truth): string[] {
  const hit = truth.hits.get(hitId);
  if (!hit) return ['it is of a HIT that the service does not have'];
  const count = (wanted: string) => hit.assignments.filter(each => each.status === wanted).length;
  const said = (word: string) => counts[word] ?? 0;
  return [
    ...compared('state', status, hit.status),
    ...compared('to review', said('to review'), count('Submitted')),
    ...compared(
      'reviewed',
      said('approved') + said('rejected') + said('reviewed'),
      count('Approved') + count('Rejected'),
    ),
    ...compared('working', said('being worked on'), hit.working),
    ...assignments.flatMap(({ id, status: shown }) => {
      const so = hit.assignments.find(each => each.id === id)?.status ?? 'not there';
      return compared(`assignment ${id}`, shown, so);
    }),
  ];
}

/** A page draws any white space as one blank. */
function isNamed(label: string, row: ShownRow): boolean {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
  if (plain(label) === plain(row.label)) return true;
  // What tells a HIT from others of its title stands before the title, or in its place below a group that says it.
  return row.kind === 'hit' && plain(row.accessible).includes(`, ${plain(label)}, HIT, `);
}
