/** The fields of a submitted form, from the query and the body, in the order in which they came. */
import type { IncomingMessage } from 'node:http';
import { readBody } from '../wire/http.ts';

/** Names may occur more than once. */
export type Field = readonly [name: string, value: string];

export class UnreadableForm extends Error {
  override readonly name = 'UnreadableForm';
}

/**
 * Reads the body of a form post: urlencoded, or multipart, of which files are left out (the service stopped taking them).
 * Rejects with BodyTooLarge or UnreadableForm.
 */
export async function readFields(request: IncomingMessage): Promise<Field[]> {
  const body = await readBody(request);
  if (body.length === 0) return [];
  const contentType = request.headers['content-type'] ?? '';
  const kind = contentType.split(';')[0]?.trim().toLowerCase();
  if (kind === 'application/x-www-form-urlencoded') return [...new URLSearchParams(body.toString('utf8'))];
  if (kind !== 'multipart/form-data') throw new UnreadableForm(`A form is not sent as ${kind || 'an unnamed type'}.`);
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    return [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  } catch {
    throw new UnreadableForm('The form’s parts can’t be separated.');
  }
}

/** The first value of a name. */
export function fieldOf(fields: readonly Field[], name: string): string | undefined {
  return fields.find(([each]) => each === name)?.[1];
}
