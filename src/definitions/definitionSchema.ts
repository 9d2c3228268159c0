/** The JSON schema of a definition, for the editor’s completion, hovers and first checks. The build writes it to a file. */

import type { Schema } from './keySchemas.ts';
import { definitionKeys } from './keys.ts';

export function definitionSchema(): Schema {
  const properties = Object.fromEntries(
    definitionKeys.map(({ name, description, schema }) => [name, { ...schema, markdownDescription: description }]),
  );
  const { profiles: _, ...overridable } = properties;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'HIT definition',
    type: 'object',
    allowTrailingCommas: true,
    allowComments: true,
    properties,
    definitions: {
      frameHeight: {
        type: 'integer',
        minimum: 0,
        default: 0,
        markdownDescription: 'Pixels; 0 fits the worker’s window.',
      },
      overrides: { type: 'object', properties: overridable },
    },
  };
}
