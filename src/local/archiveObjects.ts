/** Reads from the service of an archive what no operation of the API has. */
import * as v from 'valibot';
import type { RunningArchive } from './archiveProcess.ts';

const pageForm = v.object({
  objects: v.array(v.record(v.string(), v.unknown())),
  after: v.optional(v.object({ at: v.number(), seq: v.number() })),
});

const pageSize = 1000;
const timeout = 30_000;

/** Objects of a kind, or those of one HIT. Rejects with an Error, or the signal's reason. */
export async function* archiveObjects(
  { controlUrl, controlToken }: Pick<RunningArchive, 'controlUrl' | 'controlToken'>,
  kind: 'Inputs' | 'ResultFile' | 'ResultRow',
  { parent, signal }: { readonly parent?: string; readonly signal?: AbortSignal } = {},
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  let after: v.InferOutput<typeof pageForm>['after'];
  do {
    const response = await fetch(`${controlUrl}/objects`, {
      method: 'POST',
      headers: { authorization: `Bearer ${controlToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ kind, parent, after, limit: pageSize }),
      signal: AbortSignal.any([AbortSignal.timeout(timeout), ...(signal ? [signal] : [])]),
    });
    if (!response.ok) throw new Error(`the archive did not list its ${kind} (${response.status})`);
    const page = v.parse(pageForm, await response.json());
    yield* page.objects;
    after = page.after;
  } while (after);
}
