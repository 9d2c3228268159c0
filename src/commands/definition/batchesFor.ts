/** The batches of a definition in the active profile, for its lens. What reads them loads when it is asked. */
import type * as vscode from 'vscode';
import type { Needs } from '../workbench.ts';

export async function batchesFor(
  { ledgers, sessions }: Needs<'ledgers' | 'sessions'>,
  uri: vscode.Uri,
): Promise<{ readonly definitionHash: string }[]> {
  const { batchesOf } = await import('./batches.ts');
  const batches = await batchesOf(await ledgers.of(sessions.current.profile.id));
  return batches.flatMap(({ facts }) => (facts.definition === uri.toString() ? [facts] : []));
}
