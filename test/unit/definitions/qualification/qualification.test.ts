import assert from 'node:assert/strict';
import type { FileReader } from '../../../../src/definitions/files.ts';
import { loadQualification } from '../../../../src/definitions/qualification/loadQualification.ts';
import { qualificationChanges } from '../../../../src/definitions/qualification/qualificationChanges.ts';
import { qualificationSchema } from '../../../../src/definitions/qualification/qualificationKeys.ts';
import type { QualificationTypeWithTest } from '../../../../src/mturk/qualificationType.ts';

const schemas = 'http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas';
const form = `<QuestionForm xmlns="${schemas}/2017-11-06/QuestionForm.xsd"><Question><QuestionIdentifier>sky</QuestionIdentifier><QuestionContent><Text>Which colour?</Text></QuestionContent><AnswerSpecification><SelectionAnswer><Selections><Selection><SelectionIdentifier>blue</SelectionIdentifier><Text>Blue</Text></Selection></Selections></SelectionAnswer></AnswerSpecification></Question></QuestionForm>`;
const formWith = (answer: string) => form.replace(/<SelectionAnswer>.*<\/SelectionAnswer>/, answer);
const keyOf = (question: string) =>
  `<AnswerKey xmlns="${schemas}/2005-10-01/AnswerKey.xsd"><Question><QuestionIdentifier>${question}</QuestionIdentifier><AnswerOption><SelectionIdentifier>blue</SelectionIdentifier><AnswerScore>10</AnswerScore></AnswerOption></Question></AnswerKey>`;

const files: Readonly<Record<string, string>> = {
  'test.xml': form,
  'key.xml': keyOf('sky'),
  'other.xml': keyOf('sea'),
  'broken.xml': form.replace('<Question>', '<Question>\n  <Nothing/>'),
  'brokenKey.xml': keyOf('sky').replace('<AnswerOption>', '\n<Nothing/><AnswerOption>'),
  'upload.xml': formWith(
    '<FileUploadAnswer><MaxFileSizeInBytes>9</MaxFileSizeInBytes><MinFileSizeInBytes>1</MinFileSizeInBytes></FileUploadAnswer>',
  ),
  'text.xml': formWith('<FreeTextAnswer/>'),
};
const reader: FileReader = {
  find: async (path, most) => {
    const content = Object.hasOwn(files, path) ? files[path] : undefined;
    if (content === undefined) return { ok: false, missing: true, words: 'it is not there' };
    if (content.length > most) return { ok: false, missing: false, words: 'it is too large', size: content.length };
    return { ok: true, version: '1', content: async () => content };
  },
};

const base = { Name: 'Careful', Description: 'Reads.' };
const withTest = { ...base, test: 'test.xml', answerKey: 'key.xml', testDuration: '30 min' };
const load = (value: object | string) =>
  loadQualification(typeof value === 'string' ? value : JSON.stringify(value), reader);
const codes = async (value: object | string) => (await load(value)).problems.map(({ code }) => code);

describe('a qualification type as a file', () => {
  it('is read with its test, its key and times in words', async () => {
    const loaded = await load({ ...withTest, Keywords: 'a, b', retryDelay: '1 day' });
    assert.deepEqual(loaded.problems, []);
    assert.deepEqual(loaded.files, ['test.xml', 'key.xml']);
    assert.equal(loaded.keywords, 'a, b');
    assert.deepEqual(loaded.settings, {
      Description: 'Reads.',
      QualificationTypeStatus: 'Active',
      Test: form,
      AnswerKey: keyOf('sky'),
      TestDurationInSeconds: 1800,
      RetryDelayInSeconds: 86_400,
    });
  });

  it('may have comments, and the service’s own keys for times', async () => {
    const loaded = await load('{ // mine\n "Name": "Careful", "Description": "Reads.", "RetryDelayInSeconds": 60, }');
    assert.deepEqual(loaded.problems, []);
    assert.equal(loaded.settings.RetryDelayInSeconds, 60);
  });

  it('says where it is wrong, and what the service would refuse', async () => {
    assert.deepEqual(await codes({}), ['missingKey', 'missingKey']);
    assert.deepEqual(await codes({ ...base, Name: 'x'.repeat(201) }), ['tooLong']);
    assert.deepEqual(await codes({ ...base, Desciption: 'x' }), ['unknownKey']);
    assert.deepEqual(await codes({ ...base, test: 'nowhere.xml', testDuration: '1 h' }), ['missingFile']);
    assert.deepEqual(await codes({ ...base, test: 'test.xml' }), ['missingKey']);
    assert.deepEqual(await codes({ ...base, answerKey: 'key.xml' }), ['noTest']);
    assert.deepEqual(await codes({ ...base, testDuration: '1 h' }), ['noTest']);
    assert.deepEqual(await codes({ ...withTest, AutoGranted: true }), ['autoGrant']);
    assert.deepEqual(await codes({ ...withTest, test: 'key.xml' }), ['document']);
    assert.deepEqual(await codes({ ...base, QualificationTypeStatus: 'active' }), ['wrongType']);
    assert.deepEqual(await codes({ ...base, AutoGrantedValue: 1.5 }), ['outOfRange']);
    assert.deepEqual(await codes('[]'), ['notAnObject', 'missingKey', 'missingKey']);
    assert.ok((await codes('{ "Name": ')).includes('syntax'));
  });

  it('has a key for questions of its test alone', async () => {
    const { problems } = await load({ ...withTest, answerKey: 'other.xml' });
    assert.deepEqual(
      problems.map(({ message, file }) => [message, file]),
      [['The test has no question “sea”, which the answer key scores.', 'other.xml']],
    );
  });

  it('marks the place of what the service would refuse in a test and in its key', async () => {
    const [test] = (await load({ ...withTest, test: 'broken.xml' })).problems;
    assert.match(test?.message ?? '', /^The service would refuse the test: [^(]+\.$/);
    assert.deepEqual([test?.file, test?.line], ['broken.xml', 2]);
    const [key] = (await load({ ...withTest, answerKey: 'brokenKey.xml' })).problems;
    assert.match(key?.message ?? '', /^The service would refuse the answer key: [^(]+\.$/);
    assert.deepEqual([key?.file, key?.line], ['brokenKey.xml', 2]);
    const [unasked] = (await load({ ...withTest, answerKey: 'other.xml' })).problems;
    const at = keyOf('sea').indexOf('>sea<') + 1;
    assert.deepEqual(unasked?.span, { start: at, end: at + 3 });
  });

  it('has a test without uploads, and multiple choice alone where a key scores it', async () => {
    const messages = async (value: object) => (await load(value)).problems.map(({ message }) => message);
    const { answerKey: _, ...handScored } = withTest;
    assert.match((await messages({ ...handScored, test: 'upload.xml' })).join(), /question sky .* FileUploadAnswer\.$/);
    assert.deepEqual(await messages({ ...handScored, test: 'text.xml' }), []);
    assert.match((await messages({ ...withTest, test: 'text.xml' })).join(), /multiple choice .* sky /);
  });

  it('reports once what the schema reports too', async () => {
    const inSchema = async (value: object | string) =>
      (await load(value)).problems.filter(each => each.inSchema).map(({ code }) => code);
    assert.deepEqual(await inSchema('[]'), ['notAnObject']);
    assert.deepEqual(await inSchema({ ...base, QualificationTypeStatus: 'active' }), ['wrongType']);
    assert.deepEqual(await inSchema({ ...base, AutoGranted: 'yes' }), ['wrongType']);
    assert.equal(qualificationSchema().required, undefined);
  });

  it('has no value for auto-grants that it doesn’t make', async () => {
    assert.deepEqual(await codes({ ...base, AutoGrantedValue: 7 }), ['autoGrant']);
    assert.deepEqual(await codes({ ...base, AutoGranted: false, AutoGrantedValue: 7 }), ['autoGrant']);
    assert.deepEqual(await codes({ ...base, AutoGranted: true, AutoGrantedValue: 7 }), []);
  });

  it('offers the keys that are missing, unless one is there with a typo', async () => {
    assert.deepEqual(await codes({ Nmae: 'a', Description: 'b' }), ['unknownKey']);
    const [problem] = (await load({ Description: 'b' })).problems;
    assert.equal(problem?.fixes?.[0]?.title, 'Add “Name”');
  });

  it('offers the key that was meant', async () => {
    const [problem] = (await load('{ "Name": "a", "Description": "b", "tset": "x" }')).problems;
    assert.equal(problem?.fixes?.[0]?.title, 'Replace with “test”');
  });
});

describe('what publishing it changes', () => {
  const type: QualificationTypeWithTest = {
    id: '3T',
    name: 'Careful',
    description: 'Reads.',
    keywords: '',
    active: true,
    created: 0,
    requestable: true,
    hasTest: false,
    hasKey: false,
  };
  const changes = async (value: object, now: Partial<QualificationTypeWithTest> = {}) =>
    qualificationChanges(await load(value), { ...type, ...now });

  it('is nothing where the service has it so', async () => {
    assert.deepEqual(await changes(base), { changes: {}, impossible: [] });
    const tested = { test: form, answerKey: keyOf('sky'), testDuration: 1800 };
    assert.deepEqual((await changes(withTest, tested)).changes, {});
    assert.deepEqual((await changes({ ...base, AutoGranted: false })).changes, {});
  });

  it('is what differs', async () => {
    const { changes: changed } = await changes(
      { ...base, Description: 'Reads slowly.', QualificationTypeStatus: 'Inactive', retryDelay: '1 h' },
      {},
    );
    assert.deepEqual(changed, {
      Description: 'Reads slowly.',
      QualificationTypeStatus: 'Inactive',
      RetryDelayInSeconds: 3600,
    });
  });

  it('sends a test whole: with its time and its key', async () => {
    const now = { test: form, answerKey: keyOf('sky'), testDuration: 600 };
    assert.deepEqual(Object.keys((await changes(withTest, now)).changes).sort(), [
      'AnswerKey',
      'Test',
      'TestDurationInSeconds',
    ]);
    const { answerKey: _, ...handScored } = withTest;
    const { changes: changed } = await changes(handScored, { ...now, testDuration: 1800 });
    assert.deepEqual(Object.keys(changed).sort(), ['Test', 'TestDurationInSeconds']);
  });

  it('ends auto-grants, and sends their score with their switch', async () => {
    const { changes: ended } = await changes({ ...base, AutoGranted: false }, { autoGranted: 7 });
    assert.deepEqual(ended, { AutoGranted: false });
    const { changes: scored } = await changes({ ...base, AutoGranted: true, AutoGrantedValue: 8 }, { autoGranted: 7 });
    assert.deepEqual(scored, { AutoGranted: true, AutoGrantedValue: 8 });
  });

  it('names what the service can’t change', async () => {
    const { impossible } = await changes(
      { ...base, Keywords: 'new' },
      { test: form, testDuration: 1800, retryDelay: 60, autoGranted: 1 },
    );
    assert.equal(impossible.length, 4);
  });
});
