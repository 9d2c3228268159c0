/** Writes the contributions of the source into `package.json`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { activationEvents, contributes } from '../src/contributions/contributes.ts';
import { definitionSchema } from '../src/definitions/definitionSchema.ts';
import { qualificationSchema } from '../src/definitions/qualification/qualificationKeys.ts';

/** `package.json` as it should be: everything as it stands, but for what the source contributes. */
export function withContributions(manifest: string): string {
  const current = { ...JSON.parse(manifest), activationEvents: activationEvents(), contributes: contributes() };
  return `${JSON.stringify(current, null, 2)}\n`;
}

export function areContributionsCurrent(file = 'package.json'): boolean {
  const manifest = readFileSync(file, 'utf8');
  return withContributions(manifest) === manifest;
}

/** The schema of HIT definitions, which `package.json` names. */
export const schemaFile = 'media/hit-definition.schema.json';

export function schemaText(): string {
  return `${JSON.stringify(definitionSchema(), null, 2)}\n`;
}

/** The schema of qualification types as files. */
export const qualificationSchemaFile = 'media/qualification-type.schema.json';

export function qualificationSchemaText(): string {
  return `${JSON.stringify(qualificationSchema(), null, 2)}\n`;
}

/** Touches a file only where something changed. */
export function writeContributions(file = 'package.json'): void {
  const schemas = [
    [schemaFile, schemaText()],
    [qualificationSchemaFile, qualificationSchemaText()],
  ] as const;
  for (const [path, text] of schemas)
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
  const manifest = readFileSync(file, 'utf8');
  const wanted = withContributions(manifest);
  if (wanted !== manifest) writeFileSync(file, wanted);
}
