/** What an import did, for people and for programs. */
import type { ArchiveWriter } from './writer.ts';

export interface ImportSummary {
  readonly file: string;
  /** Objects by kind. */
  readonly counts: Readonly<Record<string, number>>;
  /** Seconds. */
  readonly asOf: number;
  readonly sources: readonly { readonly path: string; readonly format: string; readonly objects: number }[];
  /** Objects that several sources had. */
  readonly merged: number;
  readonly conflicts: number;
  /** The first of them. */
  readonly shownConflicts: readonly ShownConflict[];
  readonly notes: readonly {
    readonly path: string;
    readonly kind: string;
    readonly text: string;
    readonly count: number;
  }[];
  /** Files that no reader knows. */
  readonly unread: readonly string[];
  /** Times that were read in the zone that was given. */
  readonly unzoned: number;
}

interface ShownConflict {
  readonly kind: string;
  readonly id: string;
  readonly field: string;
  readonly kept: string;
  readonly other: string;
  readonly from: string;
  readonly otherFrom: string;
}

const mostShown = 200;

export function summaryOf(
  archive: ArchiveWriter,
  { unread, unzoned }: { readonly unread: readonly string[]; readonly unzoned: string },
): Omit<ImportSummary, 'file' | 'counts' | 'asOf'> {
  const all = (sql: string) => archive.database.prepare(sql).all();
  const text = (value: unknown): string => String(value ?? '');
  return {
    ...archive.counts,
    sources: all('SELECT path, format, objects FROM sources ORDER BY seq').map(row => ({
      path: text(row.path),
      format: text(row.format),
      objects: Number(row.objects),
    })),
    shownConflicts: all(`
      SELECT c.kind, c.id, c.field, c.kept, c.other, s.path AS source, o.path AS other_source FROM conflicts AS c
      LEFT JOIN sources AS s ON s.seq = c.source LEFT JOIN sources AS o ON o.seq = c.other_source
      ORDER BY c.seq LIMIT ${mostShown}
    `).map(row => ({
      kind: text(row.kind),
      id: text(row.id),
      field: text(row.field),
      kept: text(row.kept),
      other: text(row.other),
      from: text(row.source),
      otherFrom: text(row.other_source),
    })),
    notes: all(`
      SELECT s.path AS path, n.kind, n.text, n.count FROM notes AS n LEFT JOIN sources AS s ON s.seq = n.source
      ORDER BY n.source, n.kind, n.text LIMIT ${mostShown}
    `).map(row => ({ path: text(row.path), kind: text(row.kind), text: text(row.text), count: Number(row.count) })),
    unread: unread.slice(0, mostShown),
    unzoned: Number(archive.get('SELECT COALESCE(sum(count), 0) AS number FROM notes WHERE text = ?', unzoned)?.number),
  };
}
