/**
 * What tells HITs of one title apart, and which of them belong to one batch. Scripts publish a HIT for each row: all of them have
 * one title, and their annotations differ in the end (`stroop-pilot s01`, `stroop-pilot s02`), or their questions in a value.
 */
import { originOf } from '../../mturk/batchAnnotation.ts';
import type { HIT } from '../../mturk/model.ts';
import { membersOf } from './annotationMembers.ts';

export interface HITName {
  /** The batch that an annotation names, or that several annotations have in common. */
  readonly batch: string | undefined;
  /** What tells it from other HITs of its title; empty where no other has it. */
  readonly member: string;
}

export type HITNames = ReadonlyMap<string, HITName>;

type Named = Pick<HIT, 'id' | 'title' | 'annotation'>;

/** Words at the end of an annotation that may name a row of the batch which the words before them name. */
const mostRowWords = 3;

/** `inputOf` gives the value that a HIT's question was filled with, if it is known. */
export function nameHITs(hits: readonly Named[], inputOf: (hitId: string) => string | undefined): HITNames {
  const batches = batchesOf(hits);
  const titles = countBy(hits, ({ title }) => title);
  const varying = varyingMembers(hits, batches);
  const members = new Map<string, string>();
  for (const hit of hits)
    if ((titles.get(hit.title) ?? 0) > 1) members.set(hit.id, memberOf(hit, batches, varying) || inputOf(hit.id) || '');
  const shared = countBy(hits, hit => placeOf(hit, members));
  return new Map(
    hits.map(hit => {
      const member = members.get(hit.id);
      const alone = member !== undefined && member !== '' && shared.get(placeOf(hit, members)) === 1;
      return [
        hit.id,
        {
          batch: batches.get(hit.annotation)?.batch,
          member: member === undefined ? '' : alone ? member : [member, shortId(hit.id)].filter(Boolean).join(' '),
        },
      ];
    }),
  );
}

/** The end of an id: the beginnings of ids of one day are much alike. */
function shortId(id: string): string {
  return id.length > 8 ? `…${id.slice(-6)}` : id;
}

interface Batch {
  readonly batch: string;
  readonly row: string;
}

/** By annotation; those of no batch are missing. */
function batchesOf(hits: readonly Named[]): Map<string, Batch> {
  const batches = new Map<string, Batch>();
  const counts = countBy(hits, ({ annotation }) => annotation);
  const single: string[] = [];
  for (const [annotation, count] of counts) {
    if (annotation === '') continue;
    const named = namedBatch(annotation);
    const origin = originOf(annotation);
    if (origin)
      batches.set(annotation, { batch: `${origin.own} batch:${origin.batch}`.trim(), row: `row ${origin.row}` });
    else if (named !== undefined) batches.set(annotation, { batch: named, row: '' });
    else if (annotation.startsWith('{')) continue;
    else if (count > 1) batches.set(annotation, { batch: annotation, row: '' });
    else single.push(annotation);
  }
  // The longest beginning that several have in common is their batch.
  for (let words = 1, open = single; words <= mostRowWords && open.length > 0; words += 1) {
    const split = open.map(annotation => ({ annotation, parts: splitAt(annotation, words) }));
    const alike = countBy(split, ({ parts }) => parts?.batch ?? '');
    open = [];
    for (const { annotation, parts } of split)
      if (parts && (alike.get(parts.batch) ?? 0) > 1) batches.set(annotation, parts);
      else if (parts) open.push(annotation);
  }
  return batches;
}

/** An annotation's last words, if one of them has a digit, and what precedes them. */
function splitAt(annotation: string, words: number): Batch | undefined {
  let at = annotation.length;
  for (let word = 0; word < words; word += 1) {
    let end = at;
    while (end > 0 && isBorder(annotation[end - 1])) end -= 1;
    let start = end;
    while (start > 0 && !isBorder(annotation[start - 1])) start -= 1;
    if (start === end) return undefined;
    at = start;
  }
  const row = annotation.slice(at).trim();
  let end = at;
  while (end > 0 && isBorder(annotation[end - 1])) end -= 1;
  const batch = annotation.slice(0, end);
  return batch !== '' && /\d/.test(row) ? { batch, row } : undefined;
}

function isBorder(character: string | undefined): boolean {
  return character !== undefined && /[\s_\-:/,;|#.=()[\]]/.test(character);
}

/** What Amazon's requester site, or a member of JSON, says. */
function namedBatch(annotation: string): string | undefined {
  const { batch, batchId, batch_id, batch_name } = membersOf(annotation);
  return batch ?? batch_name ?? batchId ?? batch_id ?? /^BatchId:(\w{1,40})/.exec(annotation)?.[1];
}

/** The members of JSON annotations whose values differ within a batch, or among those of no batch. */
function varyingMembers(hits: readonly Named[], batches: Map<string, Batch>): Map<string, Set<string>> {
  const first = new Map<string, Partial<Record<string, string>>>();
  const varying = new Map<string, Set<string>>();
  for (const { annotation } of hits) {
    if (!annotation.startsWith('{')) continue;
    const members = membersOf(annotation);
    const batch = batches.get(annotation)?.batch ?? '';
    const before = first.get(batch);
    if (!before) first.set(batch, members);
    const names = varying.get(batch) ?? new Set<string>();
    varying.set(batch, names);
    for (const [name, value] of Object.entries(members)) if (before && before[name] !== value) names.add(name);
  }
  return varying;
}

function memberOf({ annotation }: Named, batches: Map<string, Batch>, varying: Map<string, Set<string>>): string {
  const batch = batches.get(annotation);
  if (batch?.row) return batch.row;
  if (!annotation.startsWith('{')) return batch ? '' : annotation;
  const names = varying.get(batch?.batch ?? '') ?? new Set();
  return Object.entries(membersOf(annotation))
    .filter(([name]) => names.has(name))
    .map(([name, value]) => (/^\d+$/.test(value ?? '') ? `${name} ${value}` : value))
    .join(', ');
}

function placeOf({ id, title }: Named, members: Map<string, string>): string {
  return `${title}\n${members.get(id) ?? id}`;
}

function countBy<T>(all: readonly T[], keyOf: (each: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of all) {
    const key = keyOf(each);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
