/** What documents say: the service's own JSON, questions and answers laid out, and assignments to compare. */
import type { Account } from '../account/account.ts';
import { isRefusal, MTurkError } from '../mturk/errors.ts';
import { explain } from '../mturk/explain.ts';
import { layOutXml } from '../mturk/xmlLayout.ts';
import type { DocumentAddress } from './address.ts';
import { assignmentOf, readingText } from './readableText.ts';

/** The part of an account that documents are read from. */
export type Source = Pick<Account, 'question'> & {
  readonly wire: Pick<Account['wire'], 'hit' | 'assignment'>;
  readonly client: Pick<Account['client'], 'endpoint'>;
};

export type DocumentText =
  | { readonly ok: true; readonly text: string }
  /** Nothing to show, and why, as a document of its kind. `gone` when the service no longer has it. */
  | { readonly ok: false; readonly text: string; readonly gone: boolean };

/** Reads a document. Never rejects. */
export async function documentText(source: Source, address: DocumentAddress): Promise<DocumentText> {
  try {
    return { ok: true, text: await textOf(source, address) };
  } catch (error) {
    if (!(error instanceof MTurkError)) throw error;
    const { reason, advice } = explain(error, source.client.endpoint);
    return {
      ok: false,
      text: noteText(address, `${error.operation} failed: ${reason}. ${advice}`),
      gone: isRefusal(error),
    };
  }
}

/** Why there is nothing, in the language of the document. */
export function noteText({ form }: DocumentAddress, reason: string): string {
  return form === 'question' || form === 'answer'
    ? `<!-- ${commentText(reason)} -->\n`
    : `${JSON.stringify({ nothing: reason.trim() }, null, 2)}\n`;
}

async function textOf(source: Source, { form, target }: DocumentAddress): Promise<string> {
  switch (form) {
    case 'json': {
      const { wire } = source;
      const said = await (target.kind === 'hit' ? wire.hit(target.hitId) : wire.assignment(target.assignmentId));
      return `${JSON.stringify(said, null, 2)}\n`;
    }
    case 'question':
      return xmlText(source.question(target.hitId) ?? member(await source.wire.hit(target.hitId), 'HIT', 'Question'));
    case 'answer':
      return xmlText(member(await source.wire.assignment(target.assignmentId), 'Assignment', 'Answer'));
    case 'reading':
      return readingText(assignmentOf((await source.wire.assignment(target.assignmentId)).Assignment));
  }
}

function member(said: Readonly<Record<string, unknown>>, ref: string, name: string): string {
  const facts = said[ref];
  const text = typeof facts === 'object' && facts !== null ? (facts as Record<string, unknown>)[name] : undefined;
  return typeof text === 'string' ? text : '';
}

function xmlText(source: string): string {
  if (source.trim() === '') return '<!-- This is empty. -->\n';
  const { text, problem } = layOutXml(source);
  return problem === undefined
    ? text
    : `<!-- ${commentText(`Shown unchanged, because it can’t be read: ${problem}`)} -->\n${text}`;
}

/** A reason may repeat what a worker wrote, and must not end the comment that it is in. */
function commentText(reason: string): string {
  return reason
    .trim()
    .replace(/-(?=-)/g, '- ')
    .replace(/-$/, '- ');
}
