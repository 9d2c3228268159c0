/** One qualification type as a page of plain text: its facts, a histogram of its scores, its workers and pending requests. */
import { answerFields, decodeAnswers } from './answers.ts';
import { printable } from './plainText.ts';
import type { Holding, QualificationRequest, QualificationTypeWithTest } from './qualificationType.ts';
import { section, textPage } from './textPage.ts';
import { momentText, spanText } from './times.ts';

export interface QualificationPage {
  readonly type: QualificationTypeWithTest;
  readonly holders: readonly Holding[];
  readonly requests: readonly (QualificationRequest & {
    readonly answer: string | undefined;
    readonly score: number | undefined;
  })[];
  readonly hits: readonly { readonly id: string; readonly title: string }[];
}

/** Bars of a histogram at most; more scores than that share bars of equal width. */
const mostBars = 20;
const widestBar = 40;
const mostListed = 10_000;

export interface Bar {
  /** Inclusive. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** How many have which scores; those without one are left out. */
export function scoreHistogram(holders: readonly Pick<Holding, 'score'>[]): Bar[] {
  const scores = holders.flatMap(({ score }) => score ?? []);
  if (scores.length === 0) return [];
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const score of scores) {
    lowest = Math.min(lowest, score);
    highest = Math.max(highest, score);
  }
  const width = Math.max(1, Math.ceil((highest - lowest + 1) / mostBars));
  const bars = Array.from({ length: Math.ceil((highest - lowest + 1) / width) }, () => 0);
  for (const score of scores) {
    const place = Math.floor((score - lowest) / width);
    bars[place] = (bars[place] ?? 0) + 1;
  }
  return bars.map((count, place) => ({
    from: lowest + place * width,
    to: Math.min(highest, lowest + (place + 1) * width - 1),
    count,
  }));
}

export function qualificationPageText({ type, holders, requests, hits }: QualificationPage): string {
  const bars = scoreHistogram(holders);
  const tallest = Math.max(1, ...bars.map(({ count }) => count));
  const facts = [
    `Qualification type ${printable(type.name) || printable(type.id)}`,
    '',
    printable(type.description),
    `ID: ${printable(type.id)}`,
    `Status: ${type.active ? 'Active' : 'Inactive'}`,
    ...(type.keywords ? [`Keywords: ${printable(type.keywords)}`] : []),
    ...(type.hasTest
      ? [`Test: ${spanText((type.testDuration ?? 0) * 1000)}, scored by ${type.hasKey ? 'an answer key' : 'you'}`]
      : []),
    ...(type.autoGranted === undefined ? [] : [`Auto-granted with score ${type.autoGranted}`]),
  ];
  return textPage([
    facts,
    section('Scores', bars, ({ from, to, count }) => {
      const label = from === to ? `${from}` : `${from}–${to}`;
      return `${label.padStart(12)}  ${'█'.repeat(Math.ceil((count / tallest) * widestBar))} ${count}`;
    }),
    section('Pending requests', requests, ({ workerId, submitted, answer, score }) => {
      const decoded = answer === undefined ? undefined : decodeAnswers(answer);
      const fields = decoded?.ok ? answerFields(decoded.answers).map(({ name, text }) => `${name}: ${text}`) : [];
      const scored = score === undefined ? '' : `  test score ${score}`;
      return `${printable(workerId)}  asked ${momentText(submitted)}${scored}  ${printable(fields.join('; '), 500)}`.trimEnd();
    }),
    section(
      'Workers',
      holders,
      ({ workerId, score, granted }) =>
        `${printable(workerId)}  ${score === undefined ? 'no score' : `score ${score}`}  granted ${momentText(granted)}`,
      mostListed,
    ),
    section('HITs that require it', hits, ({ id, title }) => `${printable(id)}  ${printable(title)}`),
  ]);
}
