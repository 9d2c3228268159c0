/** The addresses of documents: who they belong to and what they show. The file name's end tells the editor the language. */
import type { Ref, WorkRef } from '../refs.ts';

export type DocumentAddress = { readonly profileId: string } & (
  | {
      /** All that the service says of a HIT or an assignment. */
      readonly form: 'json';
      readonly target: WorkRef;
    }
  | { readonly form: 'question'; readonly target: Ref<'hit'> }
  /** `answer`: as the service has it. `reading`: who answered what, decoded and in few lines, which is what compares well. */
  | { readonly form: 'answer' | 'reading'; readonly target: Ref<'assignment'> }
);

const endings = {
  json: '.json',
  question: '.question.xml',
  answer: '.answer.xml',
  reading: '.answers.json',
} as const satisfies Readonly<Record<DocumentAddress['form'], string>>;

const folder = 'assignments';

/** `/profile/hit/name` or `/profile/hit/assignments/name`; ids are encoded, whatever they hold. */
export function pathOf({ profileId, target, form }: DocumentAddress): string {
  const parts = [profileId, target.hitId].map(encoded);
  return target.kind === 'assignment'
    ? `/${parts.join('/')}/${folder}/${encoded(target.assignmentId)}${endings[form]}`
    : `/${parts.join('/')}/${encoded(target.hitId)}${endings[form]}`;
}

/** `undefined` for a path that {@link pathOf} does not write. */
export function addressOf(path: string): DocumentAddress | undefined {
  const [start, profile = '', hit = '', ...rest] = path.split('/');
  const profileId = decoded(profile);
  const hitId = decoded(hit);
  const name = rest.at(-1) ?? '';
  if (start !== '' || !profileId || !hitId) return undefined;
  const address = rest.length === 1 ? ofHIT(profileId, hitId, name) : ofAssignment(profileId, hitId, name);
  return address && pathOf(address) === path ? address : undefined;
}

function ofHIT(profileId: string, hitId: string, name: string): DocumentAddress {
  return { form: name.endsWith(endings.question) ? 'question' : 'json', profileId, target: { kind: 'hit', hitId } };
}

function ofAssignment(profileId: string, hitId: string, name: string): DocumentAddress | undefined {
  const forms = ['answer', 'reading', 'json'] as const;
  const form = forms.find(each => name.endsWith(endings[each]));
  const assignmentId = form && decoded(name.slice(0, -endings[form].length));
  return form && assignmentId ? { form, profileId, target: { kind: 'assignment', hitId, assignmentId } } : undefined;
}

/** Dots are encoded too: they would make an ending, or a folder above. Half a surrogate pair can't stand in an address. */
function encoded(id: string): string {
  return encodeURIComponent(id.toWellFormed()).replaceAll('.', '%2E');
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
