/** What the import says of itself, line by line, and as a text for people. */
import * as v from 'valibot';
import { counted } from '../../mturk/plurals.ts';

const reportForm = v.object({
  file: v.string(),
  counts: v.record(v.string(), v.number()),
  asOf: v.number(),
  sources: v.array(v.object({ path: v.string(), format: v.string(), objects: v.number() })),
  merged: v.number(),
  conflicts: v.number(),
  shownConflicts: v.array(
    v.object({
      kind: v.string(),
      id: v.string(),
      field: v.string(),
      kept: v.string(),
      other: v.string(),
      from: v.string(),
      otherFrom: v.string(),
    }),
  ),
  notes: v.array(v.object({ path: v.string(), kind: v.string(), text: v.string(), count: v.number() })),
  unread: v.array(v.string()),
  unzoned: v.number(),
});
export type ImportReport = v.InferOutput<typeof reportForm>;

const lineForm = v.object({
  progress: v.optional(v.object({ sources: v.number(), of: v.number(), path: v.string(), objects: v.number() })),
  summary: v.optional(reportForm),
  problem: v.optional(v.string()),
  environments: v.optional(v.object({ sandbox: v.number(), production: v.number() })),
  collected: v.optional(v.object({ hits: v.number(), of: v.number(), objects: v.number() })),
  manifest: v.optional(v.object({ counts: v.record(v.string(), v.number()), unread: v.array(v.string()) })),
});

export interface LineOfImport {
  readonly progress?: {
    readonly sources: number;
    readonly of: number;
    readonly path: string;
    readonly objects: number;
  };
  readonly report?: ImportReport;
  readonly problem?: string;
  readonly environments?: { readonly sandbox: number; readonly production: number };
  readonly collected?: { readonly hits: number; readonly of: number; readonly objects: number };
  readonly manifest?: { readonly counts: Readonly<Record<string, number>>; readonly unread: readonly string[] };
}

/** Empty for a line of another form. */
export function readLine(line: unknown): LineOfImport {
  const read = v.safeParse(lineForm, line);
  if (!read.success) return {};
  const { progress, summary, problem, environments, collected, manifest } = read.output;
  return {
    ...(progress ? { progress } : {}),
    ...(summary ? { report: summary } : {}),
    ...(problem === undefined ? {} : { problem }),
    ...(environments ? { environments } : {}),
    ...(collected ? { collected } : {}),
    ...(manifest ? { manifest } : {}),
  };
}

/** All that lines say together. */
export function readLines(lines: readonly unknown[]): LineOfImport {
  return Object.assign({}, ...lines.map(readLine)) as LineOfImport;
}

const noteTitles: readonly (readonly [kind: string, title: string])[] = [
  ['dropped', 'Not carried over'],
  ['assumed', 'Read in one of several ways'],
  ['unread', 'Not understood'],
];

/** The summary as Markdown. */
export function summaryText(report: ImportReport): string {
  const { counts, sources, merged, notes, unread } = report;
  const lines = ['# Import', '', `Written to ${code(report.file)}.`, '', '| objects | count |', '| --- | ---: |'];
  for (const [kind, count] of Object.entries(counts)) lines.push(`| ${kind} | ${count} |`);
  if (merged > 0)
    lines.push('', `${counted(merged, 'object was', 'objects were')} in more than one source and merged.`);
  lines.push('', '## Sources', '');
  for (const { path, format, objects } of sources)
    lines.push(`- ${code(path)}: ${format}, ${counted(objects, 'object')}`);
  lines.push(...conflictLines(report));
  for (const [kind, title] of noteTitles) {
    const found = notes.filter(note => note.kind === kind);
    if (found.length === 0) continue;
    lines.push('', `## ${title}`, '');
    for (const { path, text, count } of found) lines.push(`- ${path ? `${code(path)}: ` : ''}${text} (${count})`);
  }
  if (unread.length > 0) lines.push('', '## Files that were not read', '', ...unread.map(path => `- ${code(path)}`));
  return `${lines.join('\n')}\n`;
}

function conflictLines({ conflicts, shownConflicts }: ImportReport): string[] {
  if (conflicts === 0) return [];
  const more = conflicts > shownConflicts.length ? ` The first ${shownConflicts.length} of them:` : '';
  return [
    ...[
      '',
      '## Conflicts',
      '',
      `Sources disagree on ${counted(conflicts, 'value')}. The one that was read first was kept.${more}`,
      '',
    ],
    ...['| object | member | kept | from | other | from |', '| --- | --- | --- | --- | --- | --- |'],
    ...shownConflicts.map(
      ({ kind, id, field, kept, from, other, otherFrom }) =>
        `| ${[`${kind} ${id}`, field, kept, from, other, otherFrom].map(cell).join(' | ')} |`,
    ),
  ];
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replaceAll('\n', ' ')}\``;
}

function cell(text: string): string {
  return code(text.length > 80 ? `${text.slice(0, 80)}…` : text).replaceAll('|', '\\|');
}
