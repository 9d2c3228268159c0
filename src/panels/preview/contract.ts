/** What the preview of a definition shows and what may be said between its two sides. */
import { command, isRecord, nothing, notification, type Reader, readLink } from '../contract.ts';

/** The task frame. Its page is a stranger's, whoever wrote the definition. */
export interface FrameView {
  /** Another number whenever the page has to be loaded again. */
  readonly serial: number;
  readonly url: string;
  /** The value of `sandbox`. */
  readonly sandbox: string;
  /** Pixels; 0 fills the panel. */
  readonly height: number;
  /** Whether the page says what goes wrong in it, and what is typed. */
  readonly reports: boolean;
  /** The site that the page belongs to, where it is not one of Local's. */
  readonly site: string | undefined;
  /** Whether what was typed before goes in again. */
  readonly keepTyped: boolean;
}

export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

export interface AnswerView {
  /** As a program decodes it. */
  readonly fields: readonly NamedValue[];
  /** The row of the results: inputs, then answers. */
  readonly row: readonly NamedValue[];
  /** Why the answer can't be read. */
  readonly problem: string | undefined;
}

export interface PreviewProblem {
  readonly words: string;
  /** "task.html:12:3"; empty where there is no place to go to. */
  readonly place: string;
}

export type PreviewState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'failed'; readonly title: string; readonly problems: readonly PreviewProblem[] }
  | { readonly kind: 'shown'; readonly frame: FrameView };

export interface PreviewModel {
  readonly uri: string;
  /** The definition's file name. */
  readonly file: string;
  /** Of the data file; undefined without one. */
  readonly rows: { readonly count: number; readonly row: number; readonly label: string } | undefined;
  readonly accepted: boolean;
  readonly state: PreviewState;
  readonly answer: AnswerView | undefined;
}

const mostRows = 1e9;

const readRow: Reader<{ row: number }> = value =>
  isRecord(value) && Number.isSafeInteger(value.row) && Number(value.row) >= 1 && Number(value.row) <= mostRows
    ? { row: Number(value.row) }
    : undefined;

const readAccepted: Reader<{ accepted: boolean }> = value =>
  isRecord(value) && typeof value.accepted === 'boolean' ? { accepted: value.accepted } : undefined;

const readIndex: Reader<{ index: number }> = value =>
  isRecord(value) && Number.isSafeInteger(value.index) && Number(value.index) >= 0
    ? { index: Number(value.index) }
    : undefined;

export const previewContract = {
  requests: {},
  commands: {
    setRow: command(readRow),
    setAccepted: command(readAccepted),
    reload: command(nothing),
    /** The page says that results are in: the service is asked whether they are. */
    submitted: command(nothing),
    openInBrowser: command(nothing),
    openLink: command(readLink),
    openProblem: command(readIndex),
    copyRow: command(nothing),
  },
  notifications: { model: notification<PreviewModel>() },
};

export type PreviewContract = typeof previewContract;

export interface PreviewIdentity {
  readonly uri: string;
  readonly row: number;
  readonly accepted: boolean;
}

/** What a page keeps over a reload: which definition it is about, and how it is looked at. */
export const readIdentity: Reader<PreviewIdentity> = value =>
  isRecord(value) && typeof value.uri === 'string'
    ? { uri: value.uri, row: readRow(value)?.row ?? 1, accepted: readAccepted(value)?.accepted ?? true }
    : undefined;
