/** Questions, tests and answer keys of a request: checked, and refused in the service's words (mturk-api.md §6.3 to §6.7). */
import { type QuestionProblem, questionProblem } from '../../mturk/questionRules.ts';
import { invalidParameter, RequestError } from '../errors.ts';

/** Checks a HIT's Question. Any http address may be asked for here: Local's tasks are on machines of one's own. Throws RequestError. */
export function checkQuestion(xml: string): void {
  const problem = questionProblem(xml, { externalHttp: 'anywhere' });
  if (problem) throw documentRefusal('Question', problem);
}

/** The error for a document that can't be used. */
export function documentRefusal(member: string, { kind, reason }: QuestionProblem): RequestError {
  switch (kind) {
    case 'xml':
      return new RequestError('XMLParseError', parseError('XML question or answer', member, reason));
    case 'xhtml':
      return new RequestError('XHTMLParseError', parseError('XHTML', member, reason));
    case 'parameter':
      return invalidParameter(`${member}: ${reason}.`);
  }
}

function parseError(what: string, member: string, reason: string): string {
  return `There was an error parsing the ${what} data in your request.  Please make sure the data is well-formed and validates against the appropriate schema. Details: ${member}: ${reason}.`;
}
