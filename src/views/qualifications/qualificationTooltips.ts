/** What a hover over a row of the Qualifications view says, as Markdown. Values are escaped: they come from anybody. */
import { answerFields, decodeAnswers } from '../../mturk/answers.ts';
import type { Instant } from '../../mturk/model.ts';
import type { Holding, QualificationRequest, QualificationType } from '../../mturk/qualificationType.ts';
import { momentText, relativeText, spanText } from '../../mturk/times.ts';
import { workerName } from '../phrases.ts';
import { escaped } from '../tooltips.ts';
import { typeName } from './qualificationLabels.ts';

export function typeTooltip(type: QualificationType, now: Instant): string {
  const { retryDelay, autoGranted, testDuration } = type;
  return page(typeName(type), [
    ['Description', type.description],
    ['Keywords', type.keywords],
    ['Status', type.active ? 'Active' : 'Inactive: it can’t be requested'],
    [
      'Test',
      type.hasTest ? `${spanText((testDuration ?? 0) * 1000)}${type.hasKey ? ', scored by an answer key' : ''}` : '',
    ],
    ['Auto-granted', autoGranted === undefined ? '' : `score ${autoGranted}`],
    [
      'Retry',
      type.requestable ? (retryDelay === undefined ? 'once only' : `after ${spanText(retryDelay * 1000)}`) : '',
    ],
    ['Created', type.created > 0 ? timeText(type.created, now) : ''],
    ['Qualification type', type.id],
  ]);
}

export function holdingTooltip(holding: Holding, revoked: boolean, now: Instant): string {
  return page(`Worker ${workerName(holding.workerId)}`, [
    ['Score', holding.score === undefined ? '' : String(holding.score)],
    ['Granted', timeText(holding.granted, now)],
    ['Status', revoked ? 'Revoked' : 'Granted'],
    ['Qualification type', holding.typeId],
  ]);
}

/** Answers that a hover lists. */
const mostAnswers = 10;

export function requestTooltip(
  request: QualificationRequest,
  answer: string | undefined,
  score: number | undefined,
  now: Instant,
): string {
  const decoded = answer === undefined ? undefined : decodeAnswers(answer);
  const fields = decoded?.ok ? answerFields(decoded.answers) : [];
  return page(`Request of worker ${workerName(request.workerId)}`, [
    ['Asked', timeText(request.submitted, now)],
    ['Test score', score === undefined ? '' : String(score)],
    ...fields.slice(0, mostAnswers).map(({ name, text }) => [name, text] as const),
    ...(fields.length > mostAnswers ? [['More answers', String(fields.length - mostAnswers)] as const] : []),
    ...(decoded && !decoded.ok ? [['Answers', `can’t be read: ${decoded.reason}`] as const] : []),
    ['Request', request.id],
  ]);
}

function page(title: string, facts: readonly (readonly [name: string, value: string])[]): string {
  const rows = facts.filter(([, value]) => value !== '').map(([name, value]) => `${escaped(name)}: ${escaped(value)}`);
  return [`**${escaped(title)}**`, rows.join('  \n')].join('\n\n');
}

function timeText(instant: Instant, now: Instant): string {
  return `${relativeText(instant, now)} (${momentText(instant)})`;
}
