/** The rows of the trees as values: ids only, never state or labels. */
import type * as vscode from 'vscode';
import type { Ref, WorkRef } from '../refs.ts';

/** A row that is about nothing in the service: why there is nothing, and what to do. */
export interface NoteNode {
  readonly kind: 'note';
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly command?: vscode.Command;
  /** The key of its parent row. */
  readonly under?: string;
}

/** A worker; below a qualification type, with what relates them. */
export type WorkerRow = Ref<'worker'> & {
  /** The qualification type of the parent row, which the worker has or had. */
  readonly typeId?: string;
  /** The request that the row is about, of the worker for that type. */
  readonly requestId?: string;
  /** Whether the worker had the qualification and has it no more. */
  readonly revoked?: true;
};

/** HITs or assignments that belong together. */
export interface GroupNode {
  readonly kind: 'group';
  /** Whether HITs or assignments stand below it. */
  readonly of: 'hits' | 'work';
  readonly key: string;
}

/** Stands after the rows that are shown, for those that are not yet. */
export interface MoreNode {
  readonly kind: 'more';
  /** The key of its parent row; empty at the root. */
  readonly under: string;
}

/** A part of the qualification types, or of one of them. */
export interface SectionNode {
  readonly kind: 'section';
  readonly section: 'found' | 'system' | 'holders' | 'requests' | 'revoked' | 'hits';
  /** Of which type, where it is a part of one. */
  readonly typeId?: string;
}

/** A HIT below a qualification type that it requires; it has another row elsewhere. */
export interface RequiringHITNode {
  readonly kind: 'hit';
  readonly hitId: string;
  readonly typeId: string;
}

export type Node =
  | WorkRef
  | WorkerRow
  | Ref<'qualificationType'>
  | RequiringHITNode
  | SectionNode
  | GroupNode
  | MoreNode
  | NoteNode;

/** Unique in a view, and the same whatever state the thing is in and whatever it is grouped by. */
export function keyOf(node: Node): string {
  switch (node.kind) {
    case 'hit':
      return 'typeId' in node ? `type/${node.typeId}/hit/${node.hitId}` : `hit/${node.hitId}`;
    case 'assignment':
      return `hit/${node.hitId}/assignment/${node.assignmentId}`;
    case 'worker': {
      const { typeId, requestId, revoked, workerId } = node;
      if (requestId !== undefined) return `request/${requestId}`;
      if (typeId === undefined) return `worker/${workerId}`;
      return `type/${typeId}/${revoked ? 'revoked' : 'worker'}/${workerId}`;
    }
    case 'qualificationType':
      return `type/${node.typeId}`;
    case 'section':
      return `section/${node.typeId ?? ''}/${node.section}`;
    case 'group':
      return `group/${node.key}`;
    case 'more':
      return `${node.under}/more`;
    case 'note':
      return `${node.under ?? ''}/note/${node.id}`;
  }
}
