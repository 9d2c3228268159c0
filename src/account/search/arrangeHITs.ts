/** The order and the groups of HITs. */
import type { Counts } from '../../mturk/counts.ts';
import type { Assignment, HIT, Instant } from '../../mturk/model.ts';
import { membersOf } from './annotationMembers.ts';
import type { HITNames } from './hitNames.ts';
import { isDone, nearestDeadline } from './match.ts';

/** `repeated`: HITs of one title are a group, and a HIT whose title no other has is alone. */
export const groupings = ['repeated', 'none', 'status', 'type', 'batch', 'day', 'file'] as const;
export type Grouping = (typeof groupings)[number];

export const sortings = ['created', 'expires', 'reward', 'title', 'unreviewed', 'deadline'] as const;
export type Sorting = (typeof sortings)[number];

/** What arranging asks about HITs. */
export interface Facts {
  counts(hit: HIT): Counts;
  assignments(hitId: string): readonly Assignment[];
  /** What tells HITs of one title apart, and their batches. */
  readonly names: HITNames;
}

export interface Group {
  /** The same as long as the group is, whatever it holds. */
  readonly key: string;
  readonly label: string;
  readonly hits: readonly HIT[];
  /** The title that all of its HITs have. */
  readonly title?: string | undefined;
  /** Its only HIT takes its place. */
  readonly alone?: true;
}

/** Sorts: newest, first to expire, best paid, by title, most unreviewed, or soonest auto-approval at the top; then newest first. */
export function sortHITs(hits: readonly HIT[], sorting: Sorting, facts: Facts, now: Instant): HIT[] {
  const titles = sorting === 'title' ? titleRanks(hits) : undefined;
  const ranked = hits.map(hit => ({ hit, rank: titles?.get(hit.title) ?? rankOf(hit, sorting, facts, now) }));
  ranked.sort(
    (a, b) =>
      a.rank - b.rank || b.hit.created - a.hit.created || (a.hit.id < b.hit.id ? -1 : a.hit.id > b.hit.id ? 1 : 0),
  );
  return ranked.map(({ hit }) => hit);
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** The place of each title among the others, the same for those that read the same. Each is compared once, however many have it. */
function titleRanks(hits: readonly HIT[]): Map<string, number> {
  const titles = [...new Set(hits.map(({ title }) => title))].sort(collator.compare);
  const ranks = new Map<string, number>();
  let rank = 0;
  titles.forEach((title, index) => {
    const before = titles[index - 1];
    if (before !== undefined && collator.compare(before, title) !== 0) rank = index;
    ranks.set(title, rank);
  });
  return ranks;
}

/** Small comes first. */
function rankOf(hit: HIT, sorting: Sorting, facts: Facts, now: Instant): number {
  switch (sorting) {
    case 'title':
    case 'created':
      return 0;
    case 'expires':
      // What has expired comes after what will expire.
      return hit.expires > now ? hit.expires : Number.MAX_SAFE_INTEGER - hit.expires;
    case 'reward':
      return -hit.reward;
    case 'unreviewed':
      return -facts.counts(hit).submitted;
    case 'deadline':
      return nearestDeadline(facts.assignments(hit.id)) ?? Number.MAX_SAFE_INTEGER;
  }
}

/** Groups in the order in which the first HIT of each comes. `none` is one group of all. */
export function groupHITs(hits: readonly HIT[], grouping: Grouping, facts: Facts): Group[] {
  const groups = new Map<string, { label: string; hits: HIT[]; title: string | undefined }>();
  for (const hit of hits) {
    const { key, label } = groupOf(hit, grouping, facts);
    const group = groups.get(key);
    if (!group) groups.set(key, { label, hits: [hit], title: hit.title });
    else {
      group.hits.push(hit);
      if (group.title !== hit.title) group.title = undefined;
    }
  }
  const all = [...groups].map(([key, group]): Group => ({ key, ...group }));
  return grouping === 'repeated' ? named(all) : all;
}

/** Groups say their title, and those that share one, or have several, say their batch. */
function named(groups: readonly Group[]): Group[] {
  const uses = new Map<string, number>();
  for (const { hits } of groups)
    for (const title of new Set(hits.map(hit => hit.title))) uses.set(title, (uses.get(title) ?? 0) + 1);
  return groups.map(group => {
    const { title, hits, label } = group;
    if (hits.length === 1) return { ...group, label: title ?? label, alone: true };
    return title !== undefined && uses.get(title) === 1 ? { ...group, label: title } : group;
  });
}

/** The group that a HIT belongs to. */
export function groupOf(hit: HIT, grouping: Grouping, facts: Facts): { readonly key: string; readonly label: string } {
  const batch = facts.names.get(hit.id)?.batch;
  switch (grouping) {
    case 'none':
      return { key: '', label: '' };
    case 'repeated':
      return batch === undefined
        ? { key: `title ${hit.title}`, label: hit.title }
        : { key: `annotation ${batch}`, label: batch };
    case 'status': {
      const label = stateLabel(hit, facts.counts(hit));
      return { key: label, label };
    }
    case 'type':
      return { key: hit.typeId, label: hit.title };
    case 'batch': {
      const label = batch ?? hit.annotation;
      return label === '' ? { key: `type ${hit.typeId}`, label: hit.title } : { key: `annotation ${label}`, label };
    }
    case 'day': {
      const label = dayOf(hit.created);
      return { key: label, label };
    }
    case 'file': {
      const file = fileOf(hit.annotation);
      return file === undefined ? { key: '', label: 'No source file' } : { key: file, label: file };
    }
  }
}

function stateLabel(hit: HIT, counts: Counts): string {
  if (counts.submitted > 0) return 'Pending review';
  return isDone(hit, counts) ? 'Done' : hit.status;
}

/** The local day, as people write it in files: 2026-11-02. */
function dayOf(instant: Instant): string {
  const date = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The file that an annotation names: as a member of JSON, or as a word that ends as definitions do. */
export function fileOf(annotation: string): string | undefined {
  const { file, source, definition } = membersOf(annotation);
  return file ?? source ?? definition ?? fileWord(annotation);
}

function fileWord(annotation: string): string | undefined {
  for (const word of annotation.split(/[\s"'=,;|]+/)) {
    const last = [...word.matchAll(/\.(?:hit\.json|csv|jsonl)\b/gi)].at(-1);
    if (last && last.index > 0) return word.slice(0, last.index + last[0].length);
  }
  return undefined;
}
