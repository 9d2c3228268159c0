/** Reads the results of a scope from the service and puts them aside, with what the format needs besides. */
import { HITDetails } from '../../account/hitDetails.ts';
import { markNames } from '../../account/notes.ts';
import { Collection } from '../../files/export/collection.ts';
import { cancelled } from '../../mturk/errors.ts';
import { inputsOf } from '../../review/annotationInputs.ts';
import { savedResults } from '../archive/savedResults.ts';
import type { Scope } from '../decisions/scope.ts';
import { batchInputsOf } from '../definition/batchInputs.ts';
import { readWithProgress } from '../readWithProgress.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';
import type { ExportOptions } from './exportOptions.ts';

export interface Wanted {
  readonly scope: Scope;
  readonly options: ExportOptions;
  /** Assignments that a file has already. */
  readonly without?: ReadonlySet<string>;
  /** Files of the user’s by assignment ID. */
  readonly dataFiles?: ReadonlyMap<string, readonly string[]>;
}

/** Rejects with MTurkError, also when it is cancelled; nothing is left behind then. */
export async function collectResults(
  workbench: Needs<'archives' | 'ledgers' | 'store'>,
  session: ConnectedSession,
  { scope, options, without, dataFiles }: Wanted,
): Promise<Collection> {
  const { profile, account } = session;
  const { format, columns, onlyApproved, notes } = options;
  const everything = format === 'jsonl';
  const isTable = format === 'csv' || format === 'parquet';
  const withBonuses = everything || (isTable && (columns.includes('Bonus') || columns.includes('BonusReason')));
  const withNotes = isTable || (everything && notes);
  // The cells of a batch's data file are better than what an annotation can hold; without the ledger there is that.
  const batchInputs = await batchInputsOf(workbench)(profile.id).catch(() => () => undefined);
  const archive = profile.keys === 'archive' ? workbench.archives.running(profile.archive) : undefined;
  const saved = archive && format === 'amazon' ? await savedResults(archive) : undefined;
  const collection = await Collection.open({
    now: account.now(),
    names: format === 'amazon' ? 'amazon' : isTable ? 'table' : 'none',
    onlyApproved,
    inputs: hit => (batchInputs(hit.id) ?? inputsOf(hit.annotation)).map(([name, text]) => ({ name, text })),
    ...(without ? { without } : {}),
    ...(dataFiles ? { dataFiles: ({ id }) => dataFiles.get(id) } : {}),
    note: ({ id }) => {
      const note = withNotes ? account.notes.of(id) : undefined;
      return note && { mark: note.mark ? markNames[note.mark] : '', text: note.text };
    },
  });
  try {
    await readWithProgress('Reading results', session, async (_, { signal, report }) => {
      const details = new HITDetails(account.client);
      const listed = account.hits().filter(({ id }) => scope.has(id));
      collection.addHITs(listed);
      let done = 0;
      const failure = await account.answered.read(
        // As they were made, so that inputs come in the order of the data file.
        listed.map(({ id }) => id).reverse(),
        {
          signal,
          unreviewed: [...scope.values()].every(which => which === 'unreviewed'),
          onPage: (hitId, assignments, wire) => {
            const which = scope.get(hitId);
            const read = assignments.map((assignment, place) => ({
              assignment,
              ...(everything ? { wire: wire[place] } : {}),
            }));
            for (const { assignment } of read) collection.count(assignment);
            collection.add(
              hitId,
              read.filter(({ assignment }) => typeof which === 'string' || which?.has(assignment.id)),
            );
          },
          onRead: async (hitId, stop) => {
            if (withBonuses) collection.addBonuses(hitId, await details.bonuses(hitId, stop));
            if (everything) {
              const [hit, reviewResults] = await Promise.all([
                details.hit(hitId, stop),
                details.reviewResults(hitId, stop),
              ]);
              collection.addExtras(hitId, { hit, reviewResults });
            }
            if (saved) collection.addSaved(hitId, ...(await saved(hitId, stop)));
            done += 1;
            report(done, listed.length);
          },
        },
      );
      if (failure) throw failure;
      if (signal.aborted) throw cancelled('ListAssignmentsForHIT');
    });
    // The other known work counts for the workers too.
    for (const work of account.works()) for (const assignment of work) collection.count(assignment);
    return collection;
  } catch (error) {
    await collection.dispose();
    throw error;
  }
}
