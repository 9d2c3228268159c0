/** What every part of the page needs besides its data. */
import type { Instant } from '../../mturk/model.ts';
import type { AssignmentAction, HITAction } from '../../panels/hit/contract.ts';
import type { Expansion } from '../base/controls.ts';

export interface PageContext {
  /** The account's clock at this moment. */
  readonly now: Instant;
  readonly expansion: Expansion;
  readonly question: QuestionSource;
  readonly perform: (action: HITAction) => void;
  readonly performOnAssignment: (action: AssignmentAction, assignmentId: string) => void;
  readonly copy: (text: string, what: string) => void;
  readonly openLink: (url: string) => void;
  readonly showMore: () => void;
}

export type QuestionSource =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'ready'; readonly source: string };
