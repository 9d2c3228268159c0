/** What an archive holds, from where, and the sums by which a change of it is found out. */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { counted } from '../mturk/plurals.ts';

const manifestForm = v.object({
  /** Where it comes from: an endpoint, or `import`. */
  origin: v.string(),
  environment: v.optional(v.picklist(['sandbox', 'production', 'local', 'other'])),
  /** Seconds: the moment at which its clock is stopped. */
  asOf: v.number(),
  /** Seconds. */
  written: v.number(),
  /** What no operation reads, or no source had, in words. */
  unread: v.array(v.string()),
  /** Objects by kind. */
  counts: v.record(v.string(), v.number()),
  /** SHA-256 by kind. */
  checksums: v.record(v.string(), v.string()),
});

export type Manifest = Readonly<v.InferOutput<typeof manifestForm>>;

export function writeManifest(archive: { set(name: string, value: string): void }, manifest: Manifest): void {
  archive.set('manifest', JSON.stringify(manifest));
}

/** Nothing where it is missing or none. */
export function readManifest(database: DatabaseSync): Manifest | undefined {
  const text = database.prepare(`SELECT value FROM archive WHERE name = 'manifest'`).get()?.value;
  try {
    const read = v.safeParse(manifestForm, JSON.parse(String(text)));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}

/** Counts and sums of all objects, in the order of their IDs: equal contents have equal sums, however they came in. */
export function checksums(database: DatabaseSync): Pick<Manifest, 'counts' | 'checksums'> {
  const counts: Record<string, number> = {};
  const sums: Record<string, string> = {};
  const kinds = database.prepare('SELECT DISTINCT kind FROM objects ORDER BY kind').all();
  const rows = database.prepare('SELECT id, parent, content FROM objects WHERE kind = ? ORDER BY id');
  for (const { kind } of kinds) {
    const hash = createHash('sha256');
    let count = 0;
    for (const { id, parent, content } of rows.iterate(String(kind))) {
      hash.update(`${JSON.stringify([id, parent])}\n${sorted(String(content))}\n`);
      count += 1;
    }
    counts[String(kind)] = count;
    sums[String(kind)] = hash.digest('hex');
  }
  return { counts, checksums: sums };
}

/** The content with its members in the order of their names. */
function sorted(content: string): string {
  const object = JSON.parse(content) as Record<string, unknown>;
  return JSON.stringify(Object.entries(object).sort(([one], [two]) => (one < two ? -1 : 1)));
}

type Verification =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads every object and compares with the manifest; SQLite's own check comes first. */
export function verify(database: DatabaseSync): Verification {
  const found = database
    .prepare('PRAGMA integrity_check(3)')
    .all()
    .map(row => String(row.integrity_check))
    .filter(line => line !== 'ok');
  if (found.length > 0) return { ok: false, problems: [`the database is damaged: ${found.join('; ')}`] };
  const manifest = readManifest(database);
  if (!manifest) return { ok: false, problems: ['it has no manifest'] };
  const now = checksums(database);
  const kinds = new Set([...Object.keys(manifest.checksums), ...Object.keys(now.checksums)]);
  const problems = [...kinds]
    .sort()
    .filter(kind => manifest.checksums[kind] !== now.checksums[kind])
    .map(kind => problemWith(kind, now.counts[kind] ?? 0, manifest.counts[kind] ?? 0));
  return problems.length === 0 ? { ok: true, manifest } : { ok: false, problems };
}

function problemWith(kind: string, found: number, named: number): string {
  return found === named
    ? `${kind}: ${counted(found, 'object')}, and at least one was changed after the archive was written`
    : `${kind}: ${counted(found, 'object')}, and the manifest lists ${named.toLocaleString('en')}`;
}
