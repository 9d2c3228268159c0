import assert from 'node:assert/strict';
import { decodeAnswers } from '../../../../src/mturk/answers.ts';
import { answerKey } from '../qualificationTests.ts';
import { part, rows, useWireBench } from './wireBench.ts';

const question =
  '<ExternalQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd"><ExternalURL>https://psiturk.org/ad?mode=sandbox&amp;id=1</ExternalURL><FrameHeight>600</FrameHeight></ExternalQuestion>';

/** What psiTurk sent in May 2019 (§6.1). */
const recorded = {
  Title: 'Stroop task',
  Description: 'Judge the color of a series of words.',
  Keywords: 'Perception, Psychology',
  Reward: '0.01',
  AssignmentDurationInSeconds: 3600,
  LifetimeInSeconds: 86_400,
  MaxAssignments: 1,
  Question: question,
  QualificationRequirements: [
    { QualificationTypeId: '000000000000000000L0', Comparator: 'GreaterThanOrEqualTo', IntegerValues: [95] },
    { QualificationTypeId: '00000000000000000071', Comparator: 'EqualTo', LocaleValues: [{ Country: 'US' }] },
  ],
};

// Layouts (§6.10), review policies (§6.9), notifications (§6.11) and eligibility (§6.8) have test files of their own.
describe('conformance §6: data structures', () => {
  const bench = useWireBench();

  it('§6.1: the recorded HIT comes out member by member, and no other member', async () => {
    const { HITId, HITTypeId, HITGroupId, CreationTime, Expiration, ...rest } = part(
      await bench().ask('CreateHIT', recorded),
      'HIT',
    );
    assert.deepEqual(rest, {
      Title: 'Stroop task',
      Description: 'Judge the color of a series of words.',
      Question: question,
      Keywords: 'Perception, Psychology',
      HITStatus: 'Assignable',
      MaxAssignments: 1,
      Reward: '0.01',
      AutoApprovalDelayInSeconds: 2_592_000,
      AssignmentDurationInSeconds: 3600,
      QualificationRequirements: [
        { ...recorded.QualificationRequirements[0], RequiredToPreview: false, ActionsGuarded: 'Accept' },
        { ...recorded.QualificationRequirements[1], RequiredToPreview: false, ActionsGuarded: 'Accept' },
      ],
      HITReviewStatus: 'NotReviewed',
      NumberOfAssignmentsPending: 0,
      NumberOfAssignmentsAvailable: 1,
      NumberOfAssignmentsCompleted: 0,
    });
    assert.equal(new Set([HITId, HITTypeId, HITGroupId]).size, 3);
    assert.equal(Number(Expiration) - Number(CreationTime), 86_400);
  });

  it('§6.1: a HIT without requirements has [], in every answer: Dallinger indexes it', async () => {
    const { ask, work } = bench();
    const { QualificationRequirements: _, ...plain } = recorded;
    const hit = part(await ask('CreateHIT', plain), 'HIT');
    const AssignmentId = await work(String(hit.HITId), 'A1');
    const [listed = {}] = rows(await ask('ListHITs'), 'HITs');
    const [reviewable = {}] = rows(await ask('ListReviewableHITs'), 'HITs');
    const ofAssignment = part(await ask('GetAssignment', { AssignmentId }), 'HIT');
    assert.deepEqual(reviewable, { HITId: hit.HITId }, '§3.1: the id and nothing else');
    for (const each of [hit, listed, ofAssignment]) assert.deepEqual(each.QualificationRequirements, []);
  });

  it('§6.2: an assignment has the documented members, times only of what happened', async () => {
    const { ask, createHIT, work } = bench();
    const { HITId } = await createHIT();
    const AssignmentId = await work(HITId, 'A1');
    const members = async () => Object.keys(part(await ask('GetAssignment', { AssignmentId }), 'Assignment')).sort();
    const submitted = [
      ...['AcceptTime', 'Answer', 'AssignmentId', 'AssignmentStatus', 'AutoApprovalTime'],
      ...['Deadline', 'HITId', 'SubmitTime', 'WorkerId'],
    ];
    assert.deepEqual(await members(), submitted);
    await ask('RejectAssignment', { AssignmentId, RequesterFeedback: 'no' });
    assert.deepEqual(await members(), [...submitted, 'RejectionTime', 'RequesterFeedback'].sort());
    await ask('ApproveAssignment', { AssignmentId, OverrideRejection: true });
    assert.deepEqual(await members(), [...submitted, 'ApprovalTime', 'RejectionTime', 'RequesterFeedback'].sort());
    const [listed = {}] = rows(await ask('ListAssignmentsForHIT', { HITId }), 'Assignments');
    assert.deepEqual(Object.keys(listed).sort(), await members());
  });

  it('§6.3: the question comes back as the bytes that were sent', async () => {
    const { ask } = bench();
    const page = (html: string) =>
      `<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- task -->\r\n<HTMLQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2011-11-11/HTMLQuestion.xsd">\r\n\t<HTMLContent><![CDATA[${html}]]></HTMLContent>\r\n\t<FrameHeight>0</FrameHeight>\r\n</HTMLQuestion>\n`;
    for (const Question of [page('<!DOCTYPE html><p>é 尺 &#128512; &nbsp;'), `  ${question}  `]) {
      const { HITId } = part(await ask('CreateHIT', { ...recorded, Question }), 'HIT');
      assert.equal(part(await ask('GetHIT', { HITId }), 'HIT').Question, Question);
    }
  });

  it('§6.3: the order of the elements is fixed, and both are required', async () => {
    const { refusal } = bench();
    const inner = /<ExternalURL>.*<\/ExternalURL>/;
    for (const Question of [
      question.replace('<FrameHeight>600</FrameHeight>', ''),
      question.replace(inner, ''),
      question.replace(inner, '').replace('</FrameHeight>', `</FrameHeight><ExternalURL>https://x.org</ExternalURL>`),
      question.replace('2006-07-14', '2099-01-01'),
      question.replace('&amp;', '&'),
      'not XML',
      '',
    ])
      assert.equal(
        (await refusal('CreateHIT', { ...recorded, Question })).__type,
        'ParameterValidationError',
        Question,
      );
  });

  it('§6.6: answers come back as they were submitted, in ASCII, in UTF-8 or none at all', async () => {
    const { ask, createHIT, accept, local } = bench();
    const body =
      '<QuestionFormAnswers xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd">\n  <Answer><QuestionIdentifier>country</QuestionIdentifier><FreeText>C&#244;te d\'Ivoire</FreeText></Answer>\n</QuestionFormAnswers>';
    const documents = [
      `<?xml version="1.0" encoding="ASCII"?>\n${body}`,
      `<?xml version="1.0" encoding="UTF-8"?>\n${body.replace('&#244;', 'ô')}`,
      '',
    ];
    const { HITId } = await createHIT({ MaxAssignments: 3 });
    for (const [index, AnswerXML] of documents.entries()) {
      const WorkerId = `A${index}`;
      const AssignmentId = await accept(HITId, WorkerId);
      await local.control('submit', { AssignmentId, WorkerId, AnswerXML });
      const { Answer } = part(await ask('GetAssignment', { AssignmentId }), 'Assignment');
      assert.equal(Answer, AnswerXML);
      assert.deepEqual(decodeAnswers(String(Answer)), {
        ok: true,
        answers: AnswerXML === '' ? [] : [{ question: 'country', value: { kind: 'text', text: "Côte d'Ivoire" } }],
      });
    }
  });

  it('§6.6: a crowd-form’s JSON survives in taskAnswers', async () => {
    const { ask, createHIT, accept, submit } = bench();
    const { HITId } = await createHIT();
    const AssignmentId = await accept(HITId, 'A1');
    const taskAnswers = JSON.stringify([{ country: 'a < b & "c"', weather: { sunny: true } }]);
    await submit(AssignmentId, 'A1', { taskAnswers });
    const { Answer } = part(await ask('GetAssignment', { AssignmentId }), 'Assignment');
    assert.deepEqual(decodeAnswers(String(Answer)), {
      ok: true,
      answers: [{ question: 'taskAnswers', value: { kind: 'text', text: taskAnswers } }],
    });
  });

  it('§6.7: an AnswerKey without its Test is refused, and one that is no AnswerKey too', async () => {
    const { refusal } = bench();
    const input = { Name: 'n', Description: 'd', QualificationTypeStatus: 'Active' };
    const { __type } = await refusal('CreateQualificationType', { ...input, AnswerKey: answerKey });
    assert.equal(__type, 'ParameterValidationError');
  });

  it('§6.8: RequiredToPreview is the same as PreviewAndAccept, and both are echoed', async () => {
    const { ask } = bench();
    const echoed = async (more: object) => {
      const requirement = { QualificationTypeId: '00000000000000000060', Comparator: 'EqualTo', IntegerValues: [1] };
      const input = { ...recorded, QualificationRequirements: [{ ...requirement, ...more }] };
      const [echo = {}] = rows(part(await ask('CreateHIT', input), 'HIT'), 'QualificationRequirements');
      return [echo.RequiredToPreview, echo.ActionsGuarded];
    };
    assert.deepEqual(await echoed({}), [false, 'Accept']);
    assert.deepEqual(await echoed({ RequiredToPreview: false }), [false, 'Accept']);
    assert.deepEqual(await echoed({ RequiredToPreview: true }), [true, 'PreviewAndAccept']);
    for (const ActionsGuarded of ['Accept', 'PreviewAndAccept', 'DiscoverPreviewAndAccept'])
      assert.deepEqual(await echoed({ ActionsGuarded }), [false, ActionsGuarded]);
  });

  it('§5.1: RequiredToPreview true with ActionsGuarded is no combination; false passes', async () => {
    const { ask, refusal } = bench();
    const input = (more: object) => ({
      ...recorded,
      QualificationRequirements: [{ QualificationTypeId: '00000000000000000060', Comparator: 'Exists', ...more }],
    });
    const refused = await refusal('CreateHIT', input({ RequiredToPreview: true, ActionsGuarded: 'PreviewAndAccept' }));
    assert.deepEqual(
      [refused.__type, refused.TurkErrorCode, String(refused.Message).replace(/ \(\d{13}\)$/, '')],
      [
        'InvalidParameterCombinationError',
        undefined,
        'The combination of parameters supplied to the request is invalid: ActionsGuarded, RequiredToPreview.',
      ],
    );
    await ask('CreateHIT', input({ RequiredToPreview: false, ActionsGuarded: 'PreviewAndAccept' }));
  });

  it('§6.8: a locale is an ISO 3166-1 code', async () => {
    const { ask, refusal } = bench();
    const input = (Country: string) => ({
      ...recorded,
      QualificationRequirements: [
        { QualificationTypeId: '00000000000000000071', Comparator: 'EqualTo', LocaleValues: [{ Country }] },
      ],
    });
    for (const country of ['UK', 'XX', 'us']) {
      const { __type, Message } = await refusal('CreateHIT', input(country));
      assert.equal(__type, 'ParameterValidationError');
      assert.match(String(Message), new RegExp(`^The value "${country}" is not valid for the parameter Country`));
    }
    for (const country of ['GB', 'US', 'AX']) await ask('CreateHIT', input(country));
  });

  it('local-service.md: no characters beyond U+FFFF, and no parameter that the service adds itself', async () => {
    const { refusal } = bench();
    const refused = async (Question: string) => {
      const { __type, Message } = await refusal('CreateHIT', { ...recorded, Question });
      assert.equal(__type, 'ParameterValidationError');
      return String(Message);
    };
    assert.match(await refused(question.replace('https://', 'https://😀')), /“😀” in line 1/);
    for (const name of ['assignmentId', 'hitId', 'workerId', 'turkSubmitTo'])
      assert.match(
        await refused(question.replace(/<ExternalURL>[^<]*/, `<ExternalURL>https://example.org/?a=1&amp;${name}=2`)),
        new RegExp(`must not have the parameter ${name}`),
      );
  });

  it('§6.8: values by comparator: none, one, or up to 15 integers and 30 places', async () => {
    const { ask, refusal } = bench();
    const integers = '00000000000000000040';
    const places = '00000000000000000071';
    const US = { Country: 'US' };
    const input = (QualificationTypeId: string, Comparator: string, values: object) => ({
      ...recorded,
      QualificationRequirements: [{ QualificationTypeId, Comparator, ...values }],
    });
    for (const comparator of [
      'LessThan',
      'LessThanOrEqualTo',
      'GreaterThan',
      'GreaterThanOrEqualTo',
      'EqualTo',
      'NotEqualTo',
    ]) {
      await ask('CreateHIT', input(integers, comparator, { IntegerValues: [-1] }));
      for (const IntegerValues of [[], [1, 2]])
        await refusal('CreateHIT', input(integers, comparator, { IntegerValues }));
    }
    for (const comparator of ['In', 'NotIn']) {
      for (const count of [1, 15])
        await ask('CreateHIT', input(integers, comparator, { IntegerValues: Array(count).fill(5) }));
      for (const count of [0, 16])
        await refusal('CreateHIT', input(integers, comparator, { IntegerValues: Array(count).fill(5) }));
      for (const count of [1, 30])
        await ask('CreateHIT', input(places, comparator, { LocaleValues: Array(count).fill(US) }));
      for (const count of [0, 31])
        await refusal('CreateHIT', input(places, comparator, { LocaleValues: Array(count).fill(US) }));
    }
    for (const comparator of ['Exists', 'DoesNotExist']) {
      await ask('CreateHIT', input(integers, comparator, {}));
      await ask('CreateHIT', input(places, comparator, { LocaleValues: [] }));
      await refusal('CreateHIT', input(integers, comparator, { IntegerValues: [1] }));
    }
    for (const comparator of ['LessThan', 'GreaterThanOrEqualTo'])
      await refusal('CreateHIT', input(places, comparator, { LocaleValues: [US] }));
    await ask('CreateHIT', input(places, 'EqualTo', { LocaleValues: [{ Country: 'US', Subdivision: 'CA' }] }));
  });

  it('§6.9: both spellings of QuestionIds, as the guide has them', async () => {
    const { ask, refusal } = bench();
    const policy = (key: string) => ({
      ...recorded,
      HITReviewPolicy: {
        PolicyName: 'SimplePlurality/2011-09-01',
        Parameters: [
          { Key: key, Values: ['q1', 'q2'] },
          { Key: 'QuestionAgreementThreshold', Values: ['100'] },
        ],
      },
    });
    await ask('CreateHIT', policy('QuestionIds'));
    await ask('CreateHIT', policy('QuestionIDs'));
    await refusal('CreateHIT', policy('Questions'));
  });
});
