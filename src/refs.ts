/** References: how rows, panels, menus, links, the ID index and commands name what has an ID. One type, one parser, one guard. */
import type { webviewRows, webviewSections } from './ids.ts';

/** Each kind with the IDs that it takes; the last one is its own. A new kind is a line. */
const idsOfKind = {
  hit: ['hitId'],
  assignment: ['hitId', 'assignmentId'],
  worker: ['workerId'],
  hitType: ['typeId'],
  hitGroup: ['groupId'],
  qualificationType: ['typeId'],
  /** A request for a qualification. */
  request: ['requestId'],
  /** What was published from one file at once, by the ID of its plan in the ledger. */
  batch: ['planId'],
} as const;

type RefKind = keyof typeof idsOfKind;

/** `{ kind: 'assignment', hitId, assignmentId }` and so on; with kinds given, those alone. */
export type Ref<K extends RefKind = RefKind> = {
  [Each in K]: { readonly kind: Each } & { readonly [Id in (typeof idsOfKind)[Each][number]]: string };
}[K];

/** What HITs and their review are made of. */
export type WorkRef = Ref<'hit' | 'assignment'>;

/** What an ID in a text may name. */
export type AccountRef = Ref<'hit' | 'assignment' | 'worker' | 'hitType' | 'hitGroup'>;

/** Whether a value refers to something, of one of these kinds if any are given. It may carry more than the reference. */
export function isRef<K extends RefKind = RefKind>(value: unknown, ...kinds: readonly K[]): value is Ref<K> {
  if (typeof value !== 'object' || value === null || !('kind' in value) || typeof value.kind !== 'string') return false;
  const { kind } = value;
  if (!Object.hasOwn(idsOfKind, kind) || (kinds.length > 0 && !kinds.some(each => each === kind))) return false;
  const members: Readonly<Record<string, unknown>> = { ...value };
  return idsOfKind[kind as RefKind].every(id => typeof members[id] === 'string');
}

/** The reference alone that a value is or carries, as a menu, a link or a page passes it; nothing where there is none. */
export function refIn<K extends RefKind = RefKind>(value: unknown, ...kinds: readonly K[]): Ref<K> | undefined {
  if (!isRef(value, ...kinds)) return undefined;
  const members: Readonly<Record<string, unknown>> = { ...value };
  const ids = idsOfKind[value.kind as RefKind].map(id => [id, members[id]]);
  return { kind: value.kind, ...Object.fromEntries(ids) } as Ref<K>;
}

/** The ID that it refers to. */
export function idOf(ref: Ref): string {
  const members: Readonly<Record<string, string>> = { ...ref };
  return members[idsOfKind[ref.kind].at(-1) ?? ''] ?? '';
}

/** The IDs of one name in references, each once: `hitId` in those of HITs and of assignments. */
export function idsIn(refs: readonly Ref[], name: (typeof idsOfKind)[RefKind][number]): readonly string[] {
  const ids = refs.flatMap(ref => {
    const members: Readonly<Record<string, string>> = { ...ref };
    return members[name] ?? [];
  });
  return [...new Set(ids)];
}

/**
 * What comes with a right-click in a panel: VS Code hands the `data-vscode-context` of the place to the command. Assignments
 * stand by HIT, because a selection can be long.
 */
export interface WebviewContext {
  readonly webviewSection: (typeof webviewSections)[keyof typeof webviewSections];
  readonly webviewRows: (typeof webviewRows)[number];
  /** Whether a rejected one is among them. */
  readonly webviewRejected: boolean;
  readonly assignments: Readonly<Record<string, readonly string[]>>;
}
