/** The parts of what a cell shows, each with what is measured of it. */
import type { Instant } from '../../mturk/model.ts';
import { relativeText } from '../../mturk/times.ts';
import { icon } from '../base/controls.ts';
import type { Child } from '../base/templateChild.ts';
import { relativeTime } from '../base/timeElements.ts';
import { foreign } from '../base/visibleText.ts';
import type { MeasuredPart } from './overflow.ts';

export interface CellPart extends MeasuredPart {
  /** What is rendered. */
  readonly drawn: Child;
}

export function textPart(text: string): CellPart {
  return { font: 'plain', text, drawn: text };
}

/** A text that a worker or a requester wrote. */
export function foreignPart(text: string): CellPart {
  return { font: 'plain', text, drawn: foreign(text) };
}

export function idPart(text: string): CellPart {
  return { font: 'id', text, drawn: foreign(text, 'id') };
}

export function iconPart(name: string, className?: string): CellPart {
  return { font: 'icon', text: '', drawn: icon(name, className) };
}

export function timePart(instant: Instant, now: Instant): CellPart {
  return { font: 'plain', text: relativeText(instant, now), drawn: relativeTime(instant, now) };
}
