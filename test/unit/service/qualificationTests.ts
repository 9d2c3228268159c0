/** A qualification test of two questions, its key, and answers to it. */
import { answerKeyNamespace } from '../../../src/mturk/answerKey.ts';
import { encodeAnswers } from '../../../src/mturk/answers.ts';
import { questionFormNamespaces } from '../../../src/mturk/questionForm.ts';

const choice = (id: string) =>
  `<Question><QuestionIdentifier>${id}</QuestionIdentifier><QuestionContent><Text>${id}?</Text></QuestionContent><AnswerSpecification><SelectionAnswer><Selections><Selection><SelectionIdentifier>yes</SelectionIdentifier><Text>Yes</Text></Selection><Selection><SelectionIdentifier>no</SelectionIdentifier><Text>No</Text></Selection></Selections></SelectionAnswer></AnswerSpecification></Question>`;
const scored = (id: string) =>
  `<Question><QuestionIdentifier>${id}</QuestionIdentifier><AnswerOption><SelectionIdentifier>yes</SelectionIdentifier><AnswerScore>1</AnswerScore></AnswerOption></Question>`;

export const test = `<QuestionForm xmlns="${questionFormNamespaces[0]}">${choice('red')}${choice('green')}</QuestionForm>`;

/** Yes to both is right; the value is the percentage. */
export const answerKey = `<AnswerKey xmlns="${answerKeyNamespace}">${scored('red')}${scored('green')}<QualificationValueMapping><PercentageMapping><MaximumSummedScore>2</MaximumSummedScore></PercentageMapping></QualificationValueMapping></AnswerKey>`;

export function answers(red: 'yes' | 'no', green: 'yes' | 'no'): string {
  return encodeAnswers([
    { question: 'red', value: { kind: 'selection', selected: [red] } },
    { question: 'green', value: { kind: 'selection', selected: [green] } },
  ]);
}
