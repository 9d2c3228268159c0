/** The addresses of the pages of batches. */
import * as vscode from 'vscode';
import { batchScheme } from '../../ids.ts';

export function batchPageUri(
  profileId: string,
  { id, name }: { readonly id: string; readonly name: string },
): vscode.Uri {
  const title = name.replace(/[/\\]/g, ' ').trim() || 'Batch';
  return vscode.Uri.from({
    scheme: batchScheme,
    path: `/${encodeURIComponent(profileId)}/${id}/${title} (${id}).batch`,
  });
}

/** `undefined` for an address that {@link batchPageUri} does not write. */
export function readBatchUri({
  scheme,
  path,
}: vscode.Uri): { readonly profileId: string; readonly batch: string } | undefined {
  const [, profileId, batch] = path.split('/');
  if (scheme !== batchScheme || !profileId || !batch) return undefined;
  try {
    return { profileId: decodeURIComponent(profileId), batch };
  } catch {
    return undefined;
  }
}

/** Why a page has no batch. */
export function noBatch(page: { readonly profileId: string; readonly batch: string }, profileId: string): string {
  return page.profileId === profileId
    ? `The ledger no longer has batch ${page.batch}.`
    : 'This batch belongs to another profile. Switch to it to see the batch.';
}
