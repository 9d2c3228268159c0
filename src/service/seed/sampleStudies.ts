/** The studies of the sample data: their HIT types, questions and the form of their answers. */
import type { Answer, AnswerValue } from '../../mturk/answers.ts';
import { questionNamespaces } from '../../mturk/questionKinds.ts';
import { escapeXml } from '../../mturk/xml.ts';
import type { Input } from '../shapes/operationInputs.ts';

export const dayOfHours = 24;

function text(question: string, value: string): Answer {
  return { question, value: { kind: 'text', text: value } };
}

function selection(question: string, ...selected: string[]): Answer {
  const value: AnswerValue = { kind: 'selection', selected };
  return { question, value };
}

// The Stroop task: an experiment on the requester's own server.

export const stroopType: Input<'CreateHITType'> = {
  Title: 'Judge the colour of words',
  Description: 'Say in which colour each of 24 words is printed, as fast as you can. Takes about four minutes.',
  Keywords: 'psychology, perception, colour, reaction time',
  Reward: '0.60',
  AssignmentDurationInSeconds: 1800,
  AutoApprovalDelayInSeconds: 2 * dayOfHours * 3600,
  QualificationRequirements: [
    { QualificationTypeId: '000000000000000000L0', Comparator: 'GreaterThanOrEqualTo', IntegerValues: [95] },
    {
      QualificationTypeId: '00000000000000000071',
      Comparator: 'In',
      LocaleValues: [{ Country: 'US' }, { Country: 'CA' }, { Country: 'GB' }],
    },
  ],
};

export function stroopQuestion(condition: string): string {
  const url = escapeXml(`https://experiments.example.org/stroop/?condition=${condition}&batch=nov`);
  return `<ExternalQuestion xmlns="${questionNamespaces.ExternalQuestion[0]}"><ExternalURL>${url}</ExternalURL><FrameHeight>600</FrameHeight></ExternalQuestion>`;
}

export function stroop(responses: string, meanMs: number, comment: string): Answer[] {
  return [
    text('responses', responses),
    text('mean_rt_ms', String(meanMs)),
    text('errors', String(responses.split(',').filter(response => response.trim() === '-').length)),
    text('comment', comment),
  ];
}

// Image labelling: a crowd-form.

export const labellingType: Input<'CreateHITType'> = {
  Title: 'Which bird is in the photo?',
  Description: 'Look at one photo of a garden bird, choose the species and say how sure you are.',
  Keywords: 'image, labelling, birds, quick',
  Reward: '0.08',
  AssignmentDurationInSeconds: 600,
  AutoApprovalDelayInSeconds: 3 * dayOfHours * 3600,
};

export function birdQuestion(photo: string): string {
  const html = `<!DOCTYPE html>
<html>
  <head>
    <meta charset="utf-8" />
    <script src="https://assets.crowd.aws/crowd-html-elements.js"></script>
  </head>
  <body>
    <crowd-form>
      <crowd-image-classifier
        name="bird"
        src="https://images.example.org/birds/${photo}.jpg"
        categories="['Blackbird', 'Robin', 'Great tit', 'Blue tit', 'Something else']"
        header="Which bird is in the photo?"
      >
        <full-instructions header="Instructions">Choose the species. If you see none, choose "Something else".</full-instructions>
        <short-instructions>Choose the species.</short-instructions>
      </crowd-image-classifier>
      <crowd-input name="remark" label="Anything odd about the photo?"></crowd-input>
    </crowd-form>
  </body>
</html>`;
  return `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><HTMLContent><![CDATA[${html}]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>`;
}

export function bird(label: string, remark = ''): Answer[] {
  return [text('taskAnswers', JSON.stringify([{ bird: { label }, remark }]))];
}

// A survey: a QuestionForm.

export const surveyType: Input<'CreateHITType'> = {
  Title: 'Three questions about working from home',
  Description: 'A short survey for a study of how people arrange their working day. No personal data is asked.',
  Keywords: 'survey, work, opinion',
  Reward: '0.45',
  AssignmentDurationInSeconds: 3600,
  AutoApprovalDelayInSeconds: 7 * dayOfHours * 3600,
};

export const surveyQuestion = `<QuestionForm xmlns="${questionNamespaces.QuestionForm[0]}">
  <Overview><Title>Working from home</Title><Text>There are no right or wrong answers.</Text></Overview>
  <Question>
    <QuestionIdentifier>days</QuestionIdentifier><IsRequired>true</IsRequired>
    <QuestionContent><Text>How many days a week do you work from home?</Text></QuestionContent>
    <AnswerSpecification><SelectionAnswer><StyleSuggestion>radiobutton</StyleSuggestion><Selections>
      <Selection><SelectionIdentifier>none</SelectionIdentifier><Text>None</Text></Selection>
      <Selection><SelectionIdentifier>one_or_two</SelectionIdentifier><Text>One or two</Text></Selection>
      <Selection><SelectionIdentifier>three_or_more</SelectionIdentifier><Text>Three or more</Text></Selection>
    </Selections></SelectionAnswer></AnswerSpecification>
  </Question>
  <Question>
    <QuestionIdentifier>places</QuestionIdentifier>
    <QuestionContent><Text>Where do you work then? Choose all that apply.</Text></QuestionContent>
    <AnswerSpecification><SelectionAnswer><MinSelectionCount>0</MinSelectionCount><MaxSelectionCount>3</MaxSelectionCount><StyleSuggestion>checkbox</StyleSuggestion><Selections>
      <Selection><SelectionIdentifier>study</SelectionIdentifier><Text>A room of my own</Text></Selection>
      <Selection><SelectionIdentifier>kitchen</SelectionIdentifier><Text>The kitchen</Text></Selection>
      <Selection><SelectionIdentifier>cafe</SelectionIdentifier><Text>A café or library</Text></Selection>
    </Selections></SelectionAnswer></AnswerSpecification>
  </Question>
  <Question>
    <QuestionIdentifier>best</QuestionIdentifier><IsRequired>true</IsRequired>
    <QuestionContent><Text>What is the best thing about it?</Text></QuestionContent>
    <AnswerSpecification><FreeTextAnswer><Constraints><Length minLength="2" maxLength="500"/></Constraints><NumberOfLinesSuggestion>4</NumberOfLinesSuggestion></FreeTextAnswer></AnswerSpecification>
  </Question>
</QuestionForm>`;

export function survey(days: string, places: readonly string[], best: string): Answer[] {
  return [selection('days', days), selection('places', ...places), text('best', best)];
}
