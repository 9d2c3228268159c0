/** A HIT definition as values: what a `*.hit.json` says, with times in seconds and money in cents. */
import type { Cents } from '../mturk/money.ts';
import type { Span } from '../mturk/textSpan.ts';

/** Where the question comes from. Paths are as written, relative to the definition. */
export type QuestionSource =
  | { readonly kind: 'file'; readonly path: string; readonly frameHeight: number }
  | { readonly kind: 'external'; readonly url: string; readonly frameHeight: number }
  | {
      readonly kind: 'layout';
      readonly id: string;
      /** `undefined` gives each column of the data as the parameter of its name. */
      readonly parameters: readonly (readonly [name: string, value: string])[] | undefined;
    }
  /** The Question member itself: XML in the definition. */
  | { readonly kind: 'xml'; readonly xml: string };

export type ActionsGuarded = 'Accept' | 'PreviewAndAccept' | 'DiscoverPreviewAndAccept';

/** A QualificationRequirement whose type may still be a name. */
export interface RequirementSpec {
  readonly type:
    | { readonly id: string }
    /** One of the requester's own, by name. */
    | { readonly name: string }
    /** The service's own, which has another id in the sandbox. */
    | { readonly masters: true };
  readonly comparator: string;
  readonly integers: readonly number[];
  readonly locales: readonly { readonly Country: string; readonly Subdivision?: string }[];
  /** Absent where the definition says nothing of it, or uses RequiredToPreview. */
  readonly guards: ActionsGuarded | undefined;
  readonly requiredToPreview: boolean | undefined;
}

/** What is expected of an answer when the definition is tested: its columns, and values that a column must match. */
export type Expectation = ReadonlyMap<string, string | undefined>;

/** Whose workers must not take part. */
export type Excluded = { readonly span: Span } & (
  | { readonly kind: 'batch'; readonly id: string }
  /** All batches of a definition; the path is as written. */
  | { readonly kind: 'definition'; readonly path: string }
);

export interface HITDefinition {
  /** Template; `${column}` is filled. */
  readonly title: string;
  /** Template. */
  readonly description: string;
  /** Template. */
  readonly keywords: string;
  /** Template: the user's own part of RequesterAnnotation. */
  readonly annotation: string;
  /** For one assignment; `undefined` while it is missing or no amount. */
  readonly reward: Cents | undefined;
  /** Workers for each row, over all the HITs that `split` makes of it. */
  readonly maxAssignments: number;
  /** The most assignments of one HIT; `undefined` without `split`. */
  readonly split: number | undefined;
  /** Seconds. */
  readonly assignmentDuration: number | undefined;
  /** Seconds. */
  readonly lifetime: number | undefined;
  /** Seconds; `undefined` leaves the service's own, 30 days. */
  readonly autoApprovalDelay: number | undefined;
  readonly requirements: readonly RequirementSpec[];
  /** Each entry once. */
  readonly exclude: readonly Excluded[];
  /** As the API carries them. */
  readonly assignmentReviewPolicy: unknown;
  readonly hitReviewPolicy: unknown;
  readonly question: QuestionSource | undefined;
  readonly data: string | undefined;
  /** Whether `template` asks for Liquid; `undefined` lets the page decide. */
  readonly liquid: boolean | undefined;
  readonly rules: string | undefined;
  readonly gold: string | undefined;
  readonly expect: Expectation;
}

/** The words in which a definition names the profile or environment that overrides are for. */
export interface ProfileFacts {
  /** `local`, `sandbox`, `production` or `other`. */
  readonly environment: string;
  readonly name?: string;
}
