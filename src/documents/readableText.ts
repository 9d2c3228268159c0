/** An assignment in few lines: who, its state, and the answers decoded, in a form in which two of them compare line by line. */
import { answerFields, decodeAnswers } from '../mturk/answers.ts';
import { type AnsweredAssignment, readAssignment } from '../mturk/model.ts';

/** JSON of an assignment of the wire. Times are ISO 8601 texts, spans seconds. */
export function readingText(assignment: AnsweredAssignment): string {
  const { id, workerId, status, accepted, submitted, approved, rejected, feedback } = assignment;
  const facts: readonly (readonly [string, unknown])[] = [
    ['assignment', id],
    ['worker', workerId],
    ['status', status],
    ['accepted', timeText(accepted)],
    ['submitted', timeText(submitted)],
    ['secondsSpent', Math.max(0, Math.round((submitted - accepted) / 1000))],
    ['approved', approved && timeText(approved)],
    ['rejected', rejected && timeText(rejected)],
    ['feedback', feedback],
  ];
  const members = facts
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n${[...members, ...answerMembers(assignment.answer)].map(line => `  ${line}`).join(',\n')}\n}\n`;
}

/** Reads the assignment out of what GetAssignment gave as JSON, where times are texts. */
export function assignmentOf(said: unknown): AnsweredAssignment {
  const facts: Record<string, unknown> = isRecord(said) ? { ...said } : {};
  for (const [name, value] of Object.entries(facts))
    if (name.endsWith('Time') && typeof value === 'string') facts[name] = new Date(value);
  return readAssignment(facts);
}

/** Written member by member, because an object would put numbers first, drop what comes twice and mistake `__proto__`. */
function answerMembers(answer: string): string[] {
  const decoded = decodeAnswers(answer);
  if (!decoded.ok)
    return [
      `"undecodable": ${JSON.stringify(decoded.reason)}`,
      `"answer": ${indented(JSON.stringify(lines(answer), null, 2))}`,
    ];
  const times = new Map<string, number>();
  const members = answerFields(decoded.answers).map(({ name, text }) => {
    const before = times.get(name) ?? 0;
    times.set(name, before + 1);
    const unique = before === 0 ? name : `${name} (${before + 1})`;
    return `${JSON.stringify(unique)}: ${indented(JSON.stringify(shownValue(text), null, 2))}`;
  });
  return [
    members.length === 0 ? '"answers": {}' : `"answers": {\n${members.map(each => `    ${each}`).join(',\n')}\n  }`,
  ];
}

function indented(json: string): string {
  return json.replaceAll('\n', '\n    ');
}

/** JSON inside a field is shown as JSON where nothing is lost by it; long texts go line by line. */
function shownValue(text: string): unknown {
  if (/^[[{]/.test(text)) {
    try {
      const value: unknown = JSON.parse(text);
      if (JSON.stringify(value) === text) return value;
    } catch {
      // Text that only begins like JSON.
    }
  }
  return lines(text);
}

function lines(text: string): string | string[] {
  const all = text.split(/\r\n?|\n/);
  return all.length === 1 ? text : all;
}

function timeText(instant: number): string {
  return instant !== 0 && Number.isFinite(instant) && Math.abs(instant) <= 8.64e15
    ? new Date(instant).toISOString()
    : 'unknown';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
