/** The pages of batches as documents: read again when the account changes, with what can be done as lenses in their first line. */
import * as vscode from 'vscode';
import type { Account } from '../../account/account.ts';
import { batchScheme, commands } from '../../ids.ts';
import { explain } from '../../mturk/explain.ts';
import { TimeSlices } from '../../mturk/timeSlices.ts';
import { environmentLabel } from '../../profiles/profile.ts';
import type { ConnectedSession, Workbench } from '../workbench.ts';
import { batchActions } from './batchActions.ts';
import { noBatch, readBatchUri } from './batchAddress.ts';
import { type Batch, batchesOf } from './batches.ts';
import { batchPageText } from './batchPage.ts';
import { batchHITs } from './batchWorkers.ts';

/** The text of a page, or why there is none; and how long it took to write, in milliseconds. Rejects with JournalProblem. */
export async function batchText(
  workbench: Workbench,
  uri: vscode.Uri,
): Promise<{ readonly text: string; readonly took: number }> {
  const found = await batchAt(workbench, uri);
  if (typeof found === 'string') return { text: `${found}\n`, took: 0 };
  const { batch, session } = found;
  const { account, profile } = session;
  if (account.listing.state === 'never') await account.refreshHITs();
  const { listing } = account;
  const failure = failureOf(account);
  // What the network takes is no reason to rest.
  const began = performance.now();
  const text = await batchPageText(
    {
      batch,
      environment: environmentLabel(profile),
      hits: batchHITs(session, batch),
      countsOf: hit => account.counts(hit),
      now: account.now(),
      updated: listing.updated,
      isListed: isListed(account),
      ...(failure === undefined ? {} : { failure }),
    },
    new TimeSlices(),
  );
  return { text, took: performance.now() - began };
}

const listed = new WeakSet<Account>();

/** Whether all HITs are listed, or were until a reading began that still runs. */
function isListed(account: Account): boolean {
  const { state } = account.listing;
  if (state === 'fresh') listed.add(account);
  return state === 'fresh' || (state === 'loading' && listed.has(account));
}

function failureOf({ listing, client }: Account): string | undefined {
  if (listing.state !== 'failed') return undefined;
  const { reason, advice } = explain(listing.error, client.endpoint);
  return `Couldn’t list the HITs: ${reason}. ${advice}`;
}

/** What can be done with the batch, each as a lens. */
export async function batchLenses(workbench: Workbench, uri: vscode.Uri): Promise<vscode.CodeLens[]> {
  const found = await batchAt(workbench, uri);
  if (typeof found === 'string') return [];
  const top = new vscode.Range(0, 0, 0, 0);
  return batchActions(workbench, found.session, found.batch).map(
    ({ name, label, description }) =>
      new vscode.CodeLens(top, {
        title: label,
        tooltip: description,
        command: commands.manageBatch,
        arguments: [uri, name],
      }),
  );
}

async function batchAt(
  { sessions, ledgers }: Workbench,
  uri: vscode.Uri,
): Promise<{ readonly batch: Batch; readonly session: ConnectedSession } | string> {
  const page = uri.scheme === batchScheme ? readBatchUri(uri) : undefined;
  if (!page) return 'This is not the page of a batch.';
  const { profile, account, ended } = sessions.current;
  if (profile.id !== page.profileId) return noBatch(page, profile.id);
  if (!account) return `${profile.name} is not running. Start it to see the batch.`;
  const batch = (await batchesOf(await ledgers.of(profile.id))).find(({ facts }) => facts.id === page.batch);
  return batch ? { batch, session: { profile, account, ended } } : noBatch(page, profile.id);
}
