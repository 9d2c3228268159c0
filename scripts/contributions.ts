/** Writes the contributions of the source into `package.json`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { activationEvents, contributes } from '../src/contributions/contributes.ts';

/** `package.json` as it should be: everything as it stands, but for what the source contributes. */
export function withContributions(manifest: string): string {
  const current = { ...JSON.parse(manifest), activationEvents: activationEvents(), contributes: contributes() };
  return `${JSON.stringify(current, null, 2)}\n`;
}

export function areContributionsCurrent(file = 'package.json'): boolean {
  const manifest = readFileSync(file, 'utf8');
  return withContributions(manifest) === manifest;
}

/** Touches the file only where something changed. */
export function writeContributions(file = 'package.json'): void {
  const manifest = readFileSync(file, 'utf8');
  const wanted = withContributions(manifest);
  if (wanted !== manifest) writeFileSync(file, wanted);
}
