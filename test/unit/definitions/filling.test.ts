import assert from 'node:assert/strict';
import { assignmentsPerHIT } from '../../../src/definitions/createHIT.ts';
import { priceOf, splitPrices } from '../../../src/definitions/price.ts';
import { annotationOf, originOf, ownAnnotationRoom } from '../../../src/mturk/batchAnnotation.ts';
import { basics, codes, load, requestOf } from './files.ts';

const definition = { ...basics, question: 'task.html', data: 'rows.csv' };

describe('Filling a HIT definition', () => {
  it('replaces a column’s name and nowhere else, and HTML goes in as it is', async () => {
    const files = {
      'task.html': '<b>${word}</b> ${candidate9-4} <script>const a = `${word} ${other} ${a.b}`</script>${a.b}',
      'rows.csv': '\uFEFFword,candidate9-4,a.b,Answer.x\n<i>blue</i>,"1,2",z,no\n',
    };
    const { Question, Title } = await requestOf({ ...definition, Title: 'About ${word} ${Answer.x}' }, files);
    assert.match(
      String(Question),
      /<b><i>blue<\/i><\/b> 1,2 <script>const a = `<i>blue<\/i> \$\{other\} z`<\/script>z/,
    );
    assert.equal(Title, 'About <i>blue</i> ${Answer.x}');
  });

  it('closes no section of the question, whatever page and cell say together', async () => {
    const files = { 'task.html': 'a]]>b ${x}>c', 'rows.csv': 'x\n"]]"\n' };
    const { Question } = await requestOf(definition, files);
    assert.match(String(Question), /\[CDATA\[a\]\]\]\]><!\[CDATA\[>b \]\]\]\]><!\[CDATA\[>c\]\]>/);
  });

  it('escapes in question XML, encodes in an address, and takes a whole address from a cell', async () => {
    const files = {
      'form.xml': '<QuestionForm xmlns="x"><Overview><Title>${t}</Title></Overview></QuestionForm>',
      'external.xml':
        '<ExternalQuestion xmlns="x"><ExternalURL>https://e.org/?q=${t}&amp;r=1</ExternalURL><FrameHeight>0</FrameHeight></ExternalQuestion>',
      'rows.csv': 't,u\n"a&b <c>",https://e.org/x?a=1&b=2\n',
    };
    const xml = async (question: unknown) => String((await requestOf({ ...definition, question }, files)).Question);
    assert.match(await xml('form.xml'), /<Title>a&amp;b &lt;c&gt;<\/Title>/);
    assert.match(await xml('external.xml'), /\?q=a%26b%20%3Cc%3E&amp;r=1/);
    assert.match(await xml({ url: 'https://e.org/?q=${t}&r=1' }), /\?q=a%26b%20%3Cc%3E&amp;r=1</);
    assert.match(await xml({ url: '${u}' }), />https:\/\/e\.org\/x\?a=1&amp;b=2</);
  });

  it('gives a layout its parameters, all columns unless some are named', async () => {
    const files = { 'rows.csv': 'a,b\n1,2\n' };
    const all = await requestOf({ ...definition, question: { layout: '3L' } }, files);
    assert.deepEqual(
      [all.HITLayoutId, all.HITLayoutParameters, all.Question],
      [
        '3L',
        [
          { Name: 'a', Value: '1' },
          { Name: 'b', Value: '2' },
        ],
        undefined,
      ],
    );
    const named = await requestOf({ ...definition, question: { layout: '3L', parameters: { x: 'is ${b}' } } }, files);
    assert.deepEqual(named.HITLayoutParameters, [{ Name: 'x', Value: 'is 2' }]);
  });

  it('renders Liquid as SageMaker does where the page uses it', async () => {
    const files = {
      'task.html':
        '{{ task.input.text }}|{{ task.input.html | skip_autoescape }}|{{ task.input.labels | to_json }}|{{ task.input.labels | to_json | escape }}|{{ task.input.once | escape_once }}|<img src="{{ task.input.url | grant_read_access }}">|{% for l in task.input.labels %}{{ forloop.index }}{{ l }},{% endfor %}|${text}|{% if task.input.none %}no{% endif %}',
      'rows.jsonl': '{"text":"<a> {{ x }}","html":"<b>","labels":["x","y"],"once":"&amp; <","url":"s3://b/k"}\n',
    };
    const { Question } = await requestOf({ ...definition, data: 'rows.jsonl' }, files);
    const [, page] = /<!\[CDATA\[(.*)\]\]>/s.exec(String(Question)) ?? [];
    assert.deepEqual(page?.split('|'), [
      '&lt;a&gt; {{ x }}',
      '<b>',
      '[&#34;x&#34;,&#34;y&#34;]',
      '[&#34;x&#34;,&#34;y&#34;]',
      '&amp; &lt;',
      '<img src="s3://b/k">',
      '1x,2y,',
      '<a> {{ x }}',
      '',
    ]);
  });

  it('leaves the braces of other libraries alone', async () => {
    const { Question } = await requestOf({ ...basics, question: 'task.html' }, { 'task.html': '{{ name }} {% oops' });
    assert.match(String(Question), /\{\{ name \}\} \{% oops/);
  });

  it('bounds Liquid in time, memory and reach, and says where it is wrong', async () => {
    const bad = async (page: string) => {
      const loaded = await load({ ...basics, template: 'liquid', question: 'task.html' }, { 'task.html': page });
      return loaded;
    };
    const broken = await bad('line\n  {{ task.input.x | nofilter }}');
    assert.deepEqual([...codes(broken)], ['liquid']);
    assert.deepEqual([broken.problems[0]?.file, broken.problems[0]?.line], ['task.html', 2]);
    for (const page of [
      '{% for i in (1..100000000) %}x{% endfor %}',
      '{% for i in (1..30000) %}{% for j in (1..30000) %}x{% endfor %}{% endfor %}',
      "{% include 'etc/passwd' %}",
      "{% render '/etc/passwd' %}",
    ]) {
      const loaded = await bad(page);
      const row = { cells: [], values: {} };
      if (loaded.question && loaded.question.kind !== 'layout') {
        const { question } = loaded;
        assert.throws(() => question.fill(row), { name: 'LiquidProblem' }, page);
      } else assert.deepEqual(codes(loaded), ['liquid'], page);
    }
    const reach = await bad('[{{ task.constructor }}{{ task.input.constructor.name }}{{ task.input.__proto__ }}]');
    assert.match(reach.question?.kind === 'html' ? reach.question.fill({ cells: [], values: {} }) : '', /\[\]/);
  });
});

describe('Price of a definition', () => {
  const terms = { ...({ reward: 50, requirements: [] } as const) };
  it('counts the surcharge, and what splitting saves', async () => {
    const { definition } = await load({ ...basics, MaxAssignments: 20 }, {});
    assert.deepEqual(assignmentsPerHIT({ ...definition, split: 9 }), [9, 9, 2]);
    assert.deepEqual(assignmentsPerHIT({ ...definition, split: undefined }), [20]);
    const prices = splitPrices(definition, 40);
    assert.deepEqual([prices?.split.hits, prices?.split.cost.total], [120, 40 * 20 * 60]);
    assert.deepEqual([prices?.whole.hits, prices?.whole.cost.total], [40, 40 * 20 * 70]);
    assert.equal(priceOf({ ...definition, reward: undefined }, 1), undefined);
    assert.ok(terms);
  });
});

describe('Annotations', () => {
  it('keep the user’s text first and lead back to batch and row', () => {
    const origin = { batch: 'k3m9x2q4p7', row: 17, replica: 2 };
    const text = annotationOf('my study', origin);
    assert.equal(text, 'my study batch:k3m9x2q4p7 row:17.2');
    assert.deepEqual(originOf(text), { ...origin, own: 'my study' });
    assert.deepEqual(originOf(annotationOf('', { ...origin, replica: 1 })), { ...origin, replica: 1, own: '' });
    for (const foreign of ['', 'batch=9f', 'BatchId:1;', 'batch:k3m9x2q4p7 row:x'])
      assert.equal(originOf(foreign), undefined);
    const room = ownAnnotationRoom(2000, 3);
    assert.equal(annotationOf('x'.repeat(room), { batch: '0'.repeat(10), row: 2000, replica: 3 }).length, 255);
  });
});
