import assert from 'node:assert/strict';
import { checkDefinition } from '../../../src/definitions/checkDefinition.ts';
import { createHITInput } from '../../../src/definitions/createHIT.ts';
import { definitionKeys } from '../../../src/definitions/keys.ts';
import { basics, codes, type Files, load, noNames } from './files.ts';

const page = { 'task.html': '<form><button>Send</button></form>' };
const definition = { ...basics, question: 'task.html' };

describe('Reading a HIT definition', () => {
  it('sends the service’s own keys as they are and none of ours', async () => {
    const loaded = await load(
      { ...definition, MaxAssignments: 3, Keywords: 'a, b', autoApproval: '2 days', RequesterAnnotation: 'mine' },
      page,
    );
    assert.deepEqual(codes(loaded), []);
    const { Question, ...input } = createHITInput(loaded, { row: 1, maxAssignments: 3 }, noNames);
    assert.match(
      String(Question),
      /^<HTMLQuestion .*<!\[CDATA\[<form><button>Send<\/button><\/form>\]\]>.*<FrameHeight>0</,
    );
    assert.deepEqual(input, {
      Title: 'Judge words',
      Description: 'Read and judge',
      Keywords: 'a, b',
      Reward: '0.50',
      AssignmentDurationInSeconds: 1800,
      LifetimeInSeconds: 259_200,
      AutoApprovalDelayInSeconds: 172_800,
      MaxAssignments: 3,
      RequesterAnnotation: 'mine',
    });
  });

  it('takes objects where text belongs, whatever their keys are called', async () => {
    const odd = { toString: 1, valueOf: 1 };
    const loaded = await load(
      {
        ...definition,
        Reward: odd,
        expect: { color: odd },
        requirements: [{ country: odd }, { masters: true, guards: odd }],
      },
      page,
    );
    assert.deepEqual(codes(loaded), ['reward', 'unknownCountry', 'requirement']);
  });

  it('takes an AWS CLI skeleton, whose "" and 0 mean absent', async () => {
    const loaded = await load(
      {
        MaxAssignments: 0,
        AutoApprovalDelayInSeconds: 0,
        LifetimeInSeconds: 3600,
        AssignmentDurationInSeconds: 600,
        Reward: '0.05',
        Title: 'T',
        Keywords: '',
        Description: 'D',
        Question:
          '<ExternalQuestion xmlns="x"><ExternalURL>https://example.org</ExternalURL><FrameHeight>0</FrameHeight></ExternalQuestion>',
        RequesterAnnotation: '',
        QualificationRequirements: [
          {
            QualificationTypeId: '',
            Comparator: 'In',
            IntegerValues: [0],
            LocaleValues: [{ Country: '', Subdivision: '' }],
            RequiredToPreview: true,
            ActionsGuarded: 'PreviewAndAccept',
          },
          {
            QualificationTypeId: '00000000000000000071',
            Comparator: 'EqualTo',
            IntegerValues: [0],
            LocaleValues: [{ Country: 'US', Subdivision: '' }],
            ActionsGuarded: 'Accept',
          },
        ],
        UniqueRequestToken: '',
        AssignmentReviewPolicy: {
          PolicyName: '',
          Parameters: [{ Key: '', Values: [''], MapEntries: [{ Key: '', Values: [''] }] }],
        },
        HITReviewPolicy: { PolicyName: '', Parameters: [] },
        HITLayoutId: '',
        HITLayoutParameters: [{ Name: '', Value: '' }],
      },
      {},
    );
    assert.deepEqual(codes(loaded), ['placeholder']);
    const { Question: _, ...input } = createHITInput(loaded, { row: 1, maxAssignments: 1 }, noNames);
    assert.deepEqual(input, {
      Title: 'T',
      Description: 'D',
      Reward: '0.05',
      AssignmentDurationInSeconds: 600,
      LifetimeInSeconds: 3600,
      MaxAssignments: 1,
      QualificationRequirements: [
        {
          QualificationTypeId: '00000000000000000071',
          Comparator: 'EqualTo',
          LocaleValues: [{ Country: 'US' }],
          ActionsGuarded: 'Accept',
        },
      ],
    });
  });

  it('reads requirements in words', async () => {
    const loaded = await load(
      {
        ...definition,
        requirements: [
          { percentApproved: '>= 95' },
          { hitsApproved: '>500', guards: 'preview' },
          { country: ['US', 'CA-QC'] },
          { country: 'IN', not: 'in' },
          { masters: true, guards: 'discover' },
          { adult: true },
          { type: 'Has done stroop', not: 'exists' },
          { type: '3ABCDEFGHIJKLMNOPQRS4TUVWX', value: 'in 1, 2' },
        ],
      },
      page,
    );
    assert.deepEqual(codes(loaded), []);
    const ids = {
      environment: 'production',
      idOf: (name: string) => (name === 'Has done stroop' ? '3STROOP' : undefined),
    };
    const { QualificationRequirements } = createHITInput(loaded, { row: 1, maxAssignments: 1 }, ids);
    assert.deepEqual(QualificationRequirements, [
      { QualificationTypeId: '000000000000000000L0', Comparator: 'GreaterThanOrEqualTo', IntegerValues: [95] },
      {
        QualificationTypeId: '00000000000000000040',
        Comparator: 'GreaterThan',
        IntegerValues: [500],
        ActionsGuarded: 'PreviewAndAccept',
      },
      {
        QualificationTypeId: '00000000000000000071',
        Comparator: 'In',
        LocaleValues: [{ Country: 'US' }, { Country: 'CA', Subdivision: 'QC' }],
      },
      { QualificationTypeId: '00000000000000000071', Comparator: 'NotEqualTo', LocaleValues: [{ Country: 'IN' }] },
      {
        QualificationTypeId: '2F1QJWKUDD8XADTFD2Q0G6UTO95ALH',
        Comparator: 'Exists',
        ActionsGuarded: 'DiscoverPreviewAndAccept',
      },
      { QualificationTypeId: '00000000000000000060', Comparator: 'EqualTo', IntegerValues: [1] },
      { QualificationTypeId: '3STROOP', Comparator: 'DoesNotExist' },
      { QualificationTypeId: '3ABCDEFGHIJKLMNOPQRS4TUVWX', Comparator: 'In', IntegerValues: [1, 2] },
    ]);
  });

  it('sends no id of one environment to another: Masters of the sandbox become those of production', async () => {
    const loaded = await load(
      {
        ...definition,
        QualificationRequirements: [{ QualificationTypeId: '2ARFPLSP75KLA8M8DH1HTEQVJT3SY6', Comparator: 'Exists' }],
      },
      page,
    );
    const { QualificationRequirements } = createHITInput(
      loaded,
      { row: 1, maxAssignments: 1 },
      { environment: 'production', idOf: () => undefined },
    );
    assert.equal(QualificationRequirements?.[0]?.QualificationTypeId, '2F1QJWKUDD8XADTFD2Q0G6UTO95ALH');
  });

  it('lets a profile override its environment, and that the file', async () => {
    const file = {
      ...definition,
      profiles: { sandbox: { Reward: '0.01', MaxAssignments: 2 }, 'My lab': { Reward: '0.02' } },
    };
    const cents = async (environment: string, name: string) =>
      (await load(file, page, { environment, name })).definition.reward;
    assert.equal(await cents('production', 'Main'), 50);
    assert.equal(await cents('sandbox', 'Other'), 1);
    assert.equal(await cents('sandbox', 'My lab'), 2);
  });

  it('names what is wrong, with line, column and a fix', async () => {
    const wrong = async (more: object) => (await load({ ...definition, ...more }, page)).problems;
    const one = async (more: object) => {
      const [first, ...others] = await wrong(more);
      assert.equal(others.length, 0, JSON.stringify(others));
      return first;
    };
    assert.equal((await one({ Tittle: 'x' }))?.fixes?.[0]?.edits[0]?.text, '"Title"');
    assert.match(String((await one({ Reward: '$0.5' }))?.fixes?.[0]?.title), /0\.50/);
    assert.match(String((await one({ Reward: 0.5 }))?.fixes?.[0]?.title), /0\.50/);
    assert.match(String((await one({ Reward: '0.005' }))?.message), /whole cents/);
    assert.equal((await one({ duration: 'soon' }))?.code, 'noTime');
    assert.equal((await one({ lifetime: 3600 }))?.fixes?.[0]?.edits[0]?.text, '"3600 s"');
    assert.equal((await one({ requirements: [{ country: 'UK' }] }))?.fixes?.[0]?.edits[0]?.text, '"GB"');
    assert.equal((await one({ requirements: [{ percentAproved: '>= 5' }] }))?.code, 'unknownRequirement');
    assert.equal((await one({ requirements: Array(11).fill({ adult: true }) }))?.code, 'tooManyRequirements');
    assert.equal((await one({ MaxAssignments: 20 }))?.code, 'surcharge');
    assert.deepEqual(await wrong({ MaxAssignments: 20, split: 9 }), []);
    assert.equal((await one({ HITTypeId: '3X' }))?.severity, 'error');
    assert.equal((await one({ data: 'rows.csv' }))?.code, 'missingFile');
    assert.equal((await one({ AssignmentDurationInSeconds: 60 }))?.code, 'saidTwice');
    const placed = await load('{\n  // a comment\n  "Titel": "x",\n}', {});
    assert.deepEqual(
      placed.problems.filter(({ code }) => code === 'unknownKey').map(({ line, column }) => [line, column]),
      [[3, 3]],
    );
  });

  it('knows each key by a typo in it, and says nothing else', async () => {
    for (const { name } of definitionKeys.filter(each => each.name !== '$schema')) {
      const typo = `${name.slice(0, 2)}${name[3] ?? ''}${name[2] ?? ''}${name.slice(4)}`;
      const { [name as keyof typeof definition]: value = 1, ...rest } = definition;
      const { problems } = await load({ [typo]: value, ...rest }, page);
      const [first, ...others] = problems;
      assert.deepEqual([first?.code, first?.line, first?.column, others.length], ['unknownKey', 2, 3, 0], typo);
      assert.equal(first?.fixes?.[0]?.edits[0]?.text, JSON.stringify(name), typo);
    }
  });

  it('keeps the workers of other batches out of sight, and counts that as a requirement', async () => {
    const files = { ...page, 'pilot.hit.json': '{}' };
    const excluding = { ...basics, question: 'task.html', exclude: ['pilot.hit.json', 'k3m9x2q4p7', 'pilot.hit.json'] };
    const loaded = await load(excluding, files);
    assert.deepEqual(await checkDefinition(loaded), []);
    assert.deepEqual(
      loaded.definition.exclude.map(each => (each.kind === 'batch' ? each.id : each.path)),
      ['pilot.hit.json', 'k3m9x2q4p7'],
    );
    const place = { row: 1, maxAssignments: 1 };
    assert.throws(() => createHITInput(loaded, place, noNames), RangeError);
    assert.equal(createHITInput(loaded, place, { ...noNames, excluding: null }).QualificationRequirements, undefined);
    const { QualificationRequirements } = createHITInput(loaded, place, { ...noNames, excluding: '3TYPE' });
    assert.deepEqual(QualificationRequirements, [
      { QualificationTypeId: '3TYPE', Comparator: 'DoesNotExist', ActionsGuarded: 'DiscoverPreviewAndAccept' },
    ]);
    const ten = Array.from({ length: 10 }, (_, at) => ({ type: `T${at}`, exists: true }));
    const problems = async (more: object) =>
      (await checkDefinition(await load({ ...excluding, ...more }, files))).map(each => [
        each.code,
        each.line,
        each.column,
      ]);
    assert.deepEqual((await problems({ requirements: ten }))[0]?.[0], 'tooManyRequirements');
    assert.deepEqual(await problems({ exclude: 'other.hit.json' }), [['missingFile', 8, 14]]);
    assert.deepEqual(await problems({ exclude: ['pilot.hit.json', 'pilot.csv', 3] }), [
      ['exclude', 10, 5],
      ['exclude', 11, 5],
    ]);
  });

  it('checks the rules and the gold answers that go with it, at their places', async () => {
    const companions = { ...basics, question: 'task.html', rules: 'a.rules', gold: 'gold.csv' };
    const problems = async (files: Files) => {
      const found = await checkDefinition(await load(companions, { ...page, ...files }));
      return found.map(({ code, file, line, column }) => [code, file, line, column]);
    };
    const gold = 'Input.word,color\nred,red\n';
    assert.deepEqual(await problems({ 'a.rules': 'color == gold.color → approve\n', 'gold.csv': gold }), []);
    assert.deepEqual(
      await problems({ 'a.rules': 'color == gold.color → approve\n\ncolor = → x\n', 'gold.csv': gold }),
      [['rule', 'a.rules', 3, 7]],
    );
    assert.deepEqual(await problems({ 'a.rules': '', 'gold.csv': 'Input.word,color\nred,red,red\n' }), [
      ['raggedRow', 'gold.csv', 2, 9],
    ]);
    assert.deepEqual(await problems({}), [
      ['missingFile', undefined, 8, 12],
      ['missingFile', undefined, 9, 11],
    ]);
  });

  it('reads on in text that is being typed, and survives any text', async () => {
    for (const text of [
      '',
      '{',
      '[]',
      'null',
      '{"Title": ',
      '{"Title": "x" "Reward"',
      '{"a":'.repeat(5000),
      `{"Title":"${'x'.repeat(3_000_000)}"}`,
    ])
      assert.ok((await load(text, {})).problems.length > 0);
    const { definition } = await load('{"Title": "x", "Reward": ', {});
    assert.equal(definition.title, 'x');
    assert.deepEqual(codes(await load('{"__proto__": {"Title": "x"}, "constructor": 1}', {})).slice(0, 2), [
      'unknownKey',
      'unknownKey',
    ]);
  });
});
