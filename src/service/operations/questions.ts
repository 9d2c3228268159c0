/** Questions, tests and answer keys of a request: checked, and refused in the service's words (reference.md §6.3 to §6.7). */
import { type QuestionProblem, questionProblem } from '../../mturk/questionRules.ts';
import { invalidValue, type RequestError } from '../serviceErrors.ts';

/** Of a layout that is filled in, in bytes: layouts were not bound to the length of a Question. */
const longestLayoutQuestion = 1_048_576;

/** Checks a HIT's Question. Any http address may be asked for here: Local's tasks are on machines of one's own. Throws RequestError. */
export function checkQuestion(xml: string, ofLayout = false): void {
  const wider = ofLayout ? { longest: longestLayoutQuestion, astral: true } : {};
  const problem = questionProblem(xml, { externalHttp: 'anywhere', ...wider });
  if (problem) throw documentRefusal('Question', problem);
}

/** The error for a document that can't be used. */
export function documentRefusal(member: string, { kind, reason }: QuestionProblem): RequestError {
  switch (kind) {
    case 'xml':
      return invalidValue(parseError('XML question or answer', member, reason));
    case 'xhtml':
      return invalidValue(parseError('XHTML', member, reason));
    case 'parameter':
      return invalidValue(`${member}: ${reason}.`);
  }
}

function parseError(what: string, member: string, reason: string): string {
  return `There was an error parsing the ${what} data in your request.  Please make sure the data is well-formed and validates against the appropriate schema. Details: ${member}: ${reason}.`;
}
