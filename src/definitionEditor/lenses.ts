/** The lenses above a definition: what publishing would make and cost, in words, with the environment. */
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { LoadedDefinition } from '../definitions/load.ts';
import type { Price } from '../definitions/price.ts';
import { hasErrors, type Problem } from '../definitions/problems.ts';
import { commands } from '../ids.ts';
import { formatDollars } from '../mturk/money.ts';
import { counted } from '../mturk/plurals.ts';
import { environmentLabel, type Profile } from '../profiles/profile.ts';

export interface LensFacts {
  readonly loaded: LoadedDefinition | undefined;
  readonly problems: readonly Problem[];
  readonly price: Price | undefined;
  readonly batches: readonly { readonly definitionHash: string }[];
}

/** Always the same number of lenses on the same line, so that text doesn't jump while it is typed. */
export function lensesOf(
  document: vscode.TextDocument,
  profile: Profile,
  facts: LensFacts | undefined,
): vscode.CodeLens[] {
  const top = new vscode.Range(0, 0, 0, 0);
  const lens = (title: string, command: string) =>
    new vscode.CodeLens(top, { title, command, arguments: [document.uri] });
  return [
    lens('Preview', commands.previewDefinition),
    lens('Test', commands.testDefinition),
    lens(publishTitle(profile, facts), commands.publishDefinition),
    lens(batchesTitle(document.getText(), facts), commands.openBatch),
  ];
}

/** "Publish to LOCAL… 40 HITs, $28.80" */
export function publishTitle(profile: Profile, facts: LensFacts | undefined): string {
  const label = `Publish to ${placeOf(profile)}…`;
  if (facts && hasErrors(facts.problems)) return `${label} ${errorCount(facts.problems)}`;
  const { price } = facts ?? {};
  if (!price) return label;
  return `${label} ${counted(price.hits, 'HIT')}, ${formatDollars(price.cost.total)}`;
}

/** Where a profile publishes: "LOCAL", or an endpoint by its profile. */
export function placeOf(profile: Profile): string {
  return profile.environment === 'other' ? `endpoint “${profile.name}”` : environmentLabel(profile);
}

/** "2 errors" */
export function errorCount(problems: readonly Problem[]): string {
  const count = problems.filter(({ severity }) => severity === 'error').length;
  return counted(count, 'error');
}

/** "3 batches, changed since" */
function batchesTitle(text: string, facts: LensFacts | undefined): string {
  const batches = facts?.batches ?? [];
  const last = batches.at(-1);
  if (!last) return 'No batches yet';
  const changed = last.definitionHash !== hashOf(text);
  return `${counted(batches.length, 'batch', 'batches')}${changed ? ', changed since' : ''}`;
}

/** SHA-256 in hex. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
