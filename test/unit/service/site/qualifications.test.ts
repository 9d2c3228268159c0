import assert from 'node:assert/strict';
import {
  AcceptQualificationRequestCommand,
  AssociateQualificationWithWorkerCommand,
  CreateQualificationTypeCommand,
  type CreateQualificationTypeCommandInput,
  DisassociateQualificationFromWorkerCommand,
  GetQualificationScoreCommand,
  ListQualificationRequestsCommand,
  NotifyWorkersCommand,
  RejectQualificationRequestCommand,
} from '@aws-sdk/client-mturk';
import { questionNamespaces } from '../../../../src/mturk/questionKinds.ts';
import { useBench } from '../setup.ts';
import { visit } from './visitor.ts';

const test = `<QuestionForm xmlns="${questionNamespaces.QuestionForm[0]}"><Question><QuestionIdentifier>sum</QuestionIdentifier><IsRequired>true</IsRequired>
  <QuestionContent><Text>1 + 1?</Text></QuestionContent><AnswerSpecification><SelectionAnswer><StyleSuggestion>radiobutton</StyleSuggestion><Selections>
  <Selection><SelectionIdentifier>two</SelectionIdentifier><Text>2</Text></Selection>
  <Selection><SelectionIdentifier>three</SelectionIdentifier><Text>3</Text></Selection></Selections></SelectionAnswer></AnswerSpecification></Question></QuestionForm>`;
const answerKey = `<AnswerKey xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/AnswerKey.xsd"><Question>
  <QuestionIdentifier>sum</QuestionIdentifier><AnswerOption><SelectionIdentifier>two</SelectionIdentifier><AnswerScore>7</AnswerScore></AnswerOption></Question></AnswerKey>`;

describe('worker site: qualifications and messages (§3.4)', () => {
  const bench = useBench();
  const createType = async (input: Partial<CreateQualificationTypeCommandInput> = {}): Promise<string> => {
    const { QualificationType } = await bench().client.send(
      new CreateQualificationTypeCommand({
        Name: 'Reads closely',
        Description: 'Has read closely.',
        QualificationTypeStatus: 'Active',
        ...input,
      }),
    );
    return QualificationType?.QualificationTypeId ?? '';
  };
  const signedIn = async () => {
    const visitor = visit(bench().local.workerSite);
    await visitor.signIn('A1QUAL');
    return visitor;
  };
  const value = async (typeId: string) =>
    (await bench().client.send(new GetQualificationScoreCommand({ QualificationTypeId: typeId, WorkerId: 'A1QUAL' })))
      .Qualification?.IntegerValue;

  it('grants at once what is granted to all who ask', async () => {
    const typeId = await createType({ AutoGranted: true, AutoGrantedValue: 3 });
    const visitor = await signedIn();
    assert.match((await visitor.get('/qualifications?q=closely')).text, /Reads closely[\s\S]*Granted immediately/);
    assert.doesNotMatch((await visitor.get('/qualifications?q=nothing')).text, /Reads closely/);
    assert.equal((await visitor.post(`/qualifications/${typeId}/request`)).status, 303);
    assert.equal(await value(typeId), 3);
    const own = (await visitor.get('/qualifications')).text;
    assert.match(own, /Value 3/);
    // What one holds is not offered again.
    assert.doesNotMatch(own, /Granted immediately/);
    // Without a retry delay there is one request only.
    const again = await visitor.post(`/qualifications/${typeId}/request`);
    assert.equal(again.status, 409);
    assert.match(again.text, /only once/);
  });

  it('lets the requester decide, with reasons that the worker reads', async () => {
    const typeId = await createType({ RetryDelayInSeconds: 0 });
    const visitor = await signedIn();
    const ask = () => visitor.post(`/qualifications/${typeId}/request`);
    const pending = async () =>
      (await bench().client.send(new ListQualificationRequestsCommand({ QualificationTypeId: typeId })))
        .QualificationRequests?.[0]?.QualificationRequestId;
    await ask();
    assert.match((await visitor.get(`/qualifications/${typeId}`)).text, /The requester decides/);
    await bench().client.send(
      new RejectQualificationRequestCommand({ QualificationRequestId: await pending(), Reason: 'Too <new>.' }),
    );
    assert.match((await visitor.get('/qualifications')).text, /Too &lt;new&gt;\./);
    await ask();
    await bench().client.send(
      new AcceptQualificationRequestCommand({ QualificationRequestId: await pending(), IntegerValue: 9 }),
    );
    assert.match((await visitor.get(`/qualifications/${typeId}`)).text, /Your value<\/dt><dd>9/);
    await bench().client.send(
      new DisassociateQualificationFromWorkerCommand({
        QualificationTypeId: typeId,
        WorkerId: 'A1QUAL',
        Reason: 'Too fast.',
      }),
    );
    assert.match((await visitor.get('/qualifications')).text, /Too fast\.[\s\S]*Revoked/);
  });

  it('gives a test, checks that it is answered, and scores it', async () => {
    const typeId = await createType({ Test: test, AnswerKey: answerKey, TestDurationInSeconds: 600 });
    const visitor = await signedIn();
    const path = `/qualifications/${typeId}/test`;
    assert.equal((await visitor.get(path)).location, `/qualifications/${typeId}`);
    assert.equal((await visitor.post(`/qualifications/${typeId}/begin`)).location, path);
    const { text } = await visitor.get(path);
    assert.match(text, /1 \+ 1\?/);
    assert.match(text, /data-seconds="600"/);
    const empty = await visitor.post(path);
    assert.equal(empty.status, 422);
    assert.match(empty.text, /Please answer this question/);
    assert.equal((await visitor.post(path, { q0: 's0' })).status, 303);
    assert.equal(await value(typeId), 7);
  });

  it('takes no answers when the time of a test is over', async () => {
    const typeId = await createType({ Test: test, AnswerKey: answerKey, TestDurationInSeconds: 600 });
    const visitor = await signedIn();
    await visitor.post(`/qualifications/${typeId}/begin`);
    await bench().advance(601);
    assert.equal(
      (await visitor.post(`/qualifications/${typeId}/test`, { q0: 's0' })).location,
      `/qualifications/${typeId}`,
    );
    await assert.rejects(value(typeId));
  });

  it('says what does not exist', async () => {
    const visitor = await signedIn();
    for (const path of ['/qualifications/3NONE', '/qualifications/3NONE/test'])
      assert.match((await visitor.get(path)).text, /does not exist/);
  });

  it('opens the way to a HIT when the missing qualification is there', async () => {
    const typeId = await createType();
    const { HITGroupId = '' } = await bench().createHIT({
      QualificationRequirements: [{ QualificationTypeId: typeId, Comparator: 'Exists' }],
    });
    const visitor = await signedIn();
    assert.match(
      (await visitor.get(`/projects/${HITGroupId}/tasks`)).text,
      new RegExp(`/qualifications/${typeId}">Request it`),
    );
    await bench().client.send(
      new AssociateQualificationWithWorkerCommand({ QualificationTypeId: typeId, WorkerId: 'A1QUAL', IntegerValue: 1 }),
    );
    assert.doesNotMatch((await visitor.get(`/projects/${HITGroupId}/tasks`)).text, /Request it/);
    assert.equal((await visitor.accept(HITGroupId)).length, 30);
  });

  it('makes links of the addresses in messages, and of nothing else', async () => {
    const { createHIT, work, client } = bench();
    const { HITId } = await createHIT({ AutoApprovalDelayInSeconds: 0 });
    await work(HITId, 'A1QUAL');
    const MessageText = 'See https://example.org/a?b=1&c=2. Or (http://example.org/x). javascript:alert(1) https://"x';
    await client.send(new NotifyWorkersCommand({ WorkerIds: ['A1QUAL'], Subject: 'Links', MessageText }));
    const { text } = await (await signedIn()).get('/messages');
    const links = [...text.matchAll(/<a href="(http[^"]*)" target="_blank" rel="noopener noreferrer">/g)].map(
      ([, to]) => to,
    );
    assert.deepEqual(links, ['https://example.org/a?b=1&amp;c=2', 'http://example.org/x']);
    assert.match(text, /<\/a>\. Or \(<a/);
    assert.match(text, /javascript:alert\(1\) https:\/\/&quot;x/);
  });

  it('shows what requesters wrote, newest first, page by page', async () => {
    const { createHIT, work, client } = bench();
    // Only workers whose work was reviewed get mail.
    const { HITId } = await createHIT({ AutoApprovalDelayInSeconds: 0 });
    await work(HITId, 'A1QUAL');
    const visitor = await signedIn();
    for (let index = 0; index < 26; index += 1)
      await client.send(
        new NotifyWorkersCommand({ WorkerIds: ['A1QUAL'], Subject: `Note ${index}.`, MessageText: 'One\ntwo' }),
      );
    const first = (await visitor.get('/messages')).text;
    assert(first.indexOf('Note 25.') < first.indexOf('Note 24.'));
    assert.doesNotMatch(first, /Note 0\./);
    const older = /href="(\/messages\?before=\d+)">Older/.exec(first)?.[1] ?? '';
    assert.match((await visitor.get(older)).text, /Note 0\./);
  });
});
