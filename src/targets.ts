/** What a command acts on. Rows, panels and palette pickers all speak of things by id. */
import type { webviewRows, webviewSections } from './ids.ts';

export type Target =
  | { readonly kind: 'hit'; readonly hitId: string }
  | { readonly kind: 'assignment'; readonly hitId: string; readonly assignmentId: string };

export type TargetKind = Target['kind'];

export interface WorkerTarget {
  readonly kind: 'worker';
  readonly workerId: string;
  /** The qualification type that the row stands below: the worker has it, or had it. */
  readonly typeId?: string;
  /** The request that the row is about, of the worker for that type. */
  readonly requestId?: string;
  /** Whether the worker had the qualification and has it no more. */
  readonly revoked?: true;
}

export interface QualificationTypeTarget {
  readonly kind: 'qualificationType';
  readonly typeId: string;
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
