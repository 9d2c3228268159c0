/** From an assignment's Answer to the cells of its row. */
import { answerFields, decodeAnswers } from '../mturk/answers.ts';
import type { RowAnswers } from './row.ts';

/**
 * Decodes an Answer (QuestionFormAnswers XML, reference.md §6.12). A name that comes twice, as ticked boxes do, has all its
 * values in one cell with `|` between them, as in Amazon's results; what was selected in one question is joined with `separator`.
 * Never throws: what can't be read comes back raw.
 */
export function decodeRow(xml: string, separator?: string): RowAnswers {
  const decoded = decodeAnswers(xml);
  if (!decoded.ok) return { ok: false, raw: decoded.raw, reason: decoded.reason };
  const fields = new Map<string, string>();
  for (const { name, text } of answerFields(decoded.answers, separator)) {
    const before = fields.get(name);
    fields.set(name, before === undefined ? text : `${before}|${text}`);
  }
  return { ok: true, fields: [...fields] };
}
