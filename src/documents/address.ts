/** The addresses of documents: who they belong to and what they show. The file name's end tells the editor the language. */

export type DocumentRef =
  /** `hit`: all that the service says of a HIT. `question`: its question. */
  | { readonly kind: 'hit' | 'question'; readonly profileId: string; readonly hitId: string }
  /**
   * `assignment`: all that the service says of an assignment. `answer`: its answer. `reading`: who answered what, decoded and
   * in few lines, which is what two assignments are compared by.
   */
  | {
      readonly kind: 'assignment' | 'answer' | 'reading';
      readonly profileId: string;
      readonly hitId: string;
      readonly assignmentId: string;
    };

const endings = {
  hit: '.json',
  question: '.question.xml',
  assignment: '.json',
  answer: '.answer.xml',
  reading: '.answers.json',
} as const satisfies Readonly<Record<DocumentRef['kind'], string>>;

const folder = 'assignments';

/** `/profile/hit/name` or `/profile/hit/assignments/name`; ids are encoded, whatever they hold. */
export function pathOf(ref: DocumentRef): string {
  const parts = [ref.profileId, ref.hitId].map(encoded);
  return 'assignmentId' in ref
    ? `/${parts.join('/')}/${folder}/${encoded(ref.assignmentId)}${endings[ref.kind]}`
    : `/${parts.join('/')}/${encoded(ref.hitId)}${endings[ref.kind]}`;
}

/** `undefined` for a path that {@link pathOf} does not write. */
export function refOf(path: string): DocumentRef | undefined {
  const [start, profile = '', hit = '', ...rest] = path.split('/');
  const profileId = decoded(profile);
  const hitId = decoded(hit);
  const name = rest.at(-1) ?? '';
  if (start !== '' || !profileId || !hitId) return undefined;
  const ref = rest.length === 1 ? ofHIT(profileId, hitId, name) : ofAssignment(profileId, hitId, name);
  return ref && pathOf(ref) === path ? ref : undefined;
}

function ofHIT(profileId: string, hitId: string, name: string): DocumentRef {
  return { kind: name.endsWith(endings.question) ? 'question' : 'hit', profileId, hitId };
}

function ofAssignment(profileId: string, hitId: string, name: string): DocumentRef | undefined {
  const kinds = ['answer', 'reading', 'assignment'] as const;
  const kind = kinds.find(each => name.endsWith(endings[each]));
  const assignmentId = kind && decoded(name.slice(0, -endings[kind].length));
  return kind && assignmentId ? { kind, profileId, hitId, assignmentId } : undefined;
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
