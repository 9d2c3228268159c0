import assert from 'node:assert/strict';
import { checkDefinition } from '../../../src/definitions/checkDefinition.ts';
import { FileCache } from '../../../src/definitions/files.ts';
import { readHtmlPage } from '../../../src/definitions/htmlPage.ts';
import { loadDefinition } from '../../../src/definitions/load.ts';
import { basics, type Files, inMemory, load } from './files.ts';

const definition = { ...basics, question: 'task.html' };
const form = (content: string) =>
  `<form action="https://www.mturk.com/mturk/externalSubmit">\n${content}\n<button>Send</button></form>`;

async function problemsOf(files: Files, more: object = {}, thorough = true) {
  return checkDefinition(await load({ ...definition, ...more }, files), { thorough });
}
const places = (problems: Awaited<ReturnType<typeof problemsOf>>) =>
  problems.map(({ code, file, line, column, row }) => [
    code.split(':')[0],
    file,
    line,
    column,
    ...(row === undefined ? [] : [row]),
  ]);

describe('Checking a HIT definition', () => {
  it('reads a long page in pieces as it reads it whole', async () => {
    // Tags, references, comments and scripts are cut at every place.
    const piece = `<p title='x &amp; "y"'>İ &copy; <b>\u{1F600}</b><!-- a <i> --></p>\r\n<input name="a1" value="\${x}"><script>if (a < b) c("</p>", '<img src="http://a.b">')</script>\n`;
    for (const shift of [0, 1, 2, 3, 5, 7, 11, 13]) {
      const html = `${' '.repeat(shift)}<form>${piece.repeat(60)}</form>`;
      const page = await readHtmlPage(html);
      const fields = [...html.matchAll(/name="a1"/g)].map(({ index }) => index);
      assert.deepEqual(
        page.fields.map(({ start }) => start),
        fields,
      );
      const scripts = page.regions.filter(({ kind }) => kind === 'script');
      assert.deepEqual(
        scripts.map(({ start, end }) => html.slice(start, end)),
        fields.map(() => piece.slice(piece.indexOf('if ('), piece.indexOf('</script>'))),
      );
      assert.deepEqual(page.addresses, []);
      assert.equal(page.refusal, undefined);
    }
  });

  it('counts the rows that break a page, not the places that they break', async () => {
    const files = {
      'task.html': form('<input name="a" value="${x}"><input name="b" value="${x}"><i title="${x}"></i>'),
      'rows.csv': 'x\n"say ""a"""\n"say ""b"""\nc\n',
    };
    const [problem, ...others] = await problemsOf(files, { data: 'rows.csv' });
    assert.equal(others.length, 0);
    assert.match(problem?.message ?? '', /^In row 1, .* 1 more row has this problem\.$/);
  });

  it('finds nothing in what is right', async () => {
    const files = {
      'task.html': form(
        '<input name="a" value="${x}"><input type="radio" name="r"><input type="radio" name="r"><input type="hidden" name="assignmentId"><script>const t = `${own}`</script>',
      ),
      'rows.csv': 'x,Answer.a\n1,2\n',
    };
    assert.deepEqual(await problemsOf(files, { data: 'rows.csv' }), []);
  });

  it('looks through the page', async () => {
    const page = (content: string) => problemsOf({ 'task.html': content });
    assert.deepEqual(places(await page('<p>Hello</p>')), [['noForm', 'task.html', 1, 1]]);
    assert.deepEqual(places(await page('<form><input name="a"></form>')), [['noSubmit', 'task.html', 1, 1]]);
    assert.deepEqual(places(await page('<crowd-form><crowd-input name="a"></crowd-input></crowd-form>')), []);
    assert.deepEqual(places(await page(form('<input type="checkbox" name="c"><input type="checkbox" name="c">'))), [
      ['doubleField', 'task.html', 2, 56],
    ]);
    assert.deepEqual(places(await page(form('<input name="hitId">'))), [['reservedField', 'task.html', 2, 8]]);
    const [insecure] = await page(
      form(
        '<img src="http://example.org/a.png"><a href="http://example.org">x</a><script src="http://localhost/x.js"></script>',
      ),
    );
    assert.deepEqual(
      [insecure?.code, insecure?.line, insecure?.fixes?.[0]?.edits[0]?.text],
      ['insecureAddress', 2, 'https:'],
    );
    // A capital İ is two letters in small.
    const turkish = form('İİ <img src="http://example.org/a.png"><img src="&#104;ttp://example.org/b.png">');
    const [address, referenced] = await page(turkish);
    assert.equal(address?.fixes?.[0]?.edits[0]?.start, turkish.indexOf('http:', turkish.indexOf('İ')));
    assert.deepEqual([referenced?.code, referenced?.fixes], ['insecureAddress', []]);
    assert.deepEqual(places(await page(form('<script src="//cdn.mathjax.org/mathjax/latest/MathJax.js"></script>'))), [
      ['goneHost', 'task.html', 2, 9],
    ]);
    assert.deepEqual(
      (await page('<b>'.repeat(40_000))).map(({ code }) => code),
      ['page', 'questionTooLong'],
    );
  });

  it('checks question XML against its schema, at its place in the template', async () => {
    const xml = (text: string, rows?: string) =>
      problemsOf(
        { 'q.xml': text, ...(rows === undefined ? {} : { 'rows.csv': rows }) },
        { question: 'q.xml', ...(rows === undefined ? {} : { data: 'rows.csv' }) },
      );
    const external = (url: string) =>
      `<ExternalQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd">\n  <ExternalURL>${url}</ExternalURL>\n  <FrameHeight>0</FrameHeight>\n</ExternalQuestion>`;
    assert.deepEqual(places(await xml(external('https://e.org/?a=1&amp;b=2'))), []);
    const [bare] = await xml(external('https://e.org/?a=1&b=2&c=3'));
    assert.deepEqual([bare?.code, bare?.line, bare?.column, bare?.fixes?.[0]?.edits.length], ['ampersand', 2, 34, 2]);
    assert.deepEqual(
      places(await xml(external('ftp://e.org'))).map(each => each.slice(0, 3)),
      [['question', 'q.xml', 2]],
    );
    assert.deepEqual(
      places(await xml('<QuestionForm>\n<Oops></QuestionForm>')).map(each => each.slice(0, 3)),
      [['question', 'q.xml', 2]],
    );
    // The second row alone makes no address.
    assert.deepEqual(places(await xml(external('${u}'), 'u\nhttps://e.org/a\nnowhere\n')), [
      ['question', 'q.xml', 2, 15, 2],
    ]);
    assert.deepEqual(places(await xml('<Oops/>')), [['question', 'q.xml', 1, 1]]);
  });

  it('says which row is too long, and which cell breaks an attribute or a script', async () => {
    const files = {
      'task.html': form(
        '<input name="a" value="${x}"><input name="b" value=\'${x}\'><script>const s = "${y}", n = ${y};</script>',
      ),
      'rows.csv': `x,y\na,b\n"say ""hi""",c\nd,"two\nlines"\n${'e'.repeat(70_000)},f\n`,
    };
    const problems = await problemsOf(files, { data: 'rows.csv' });
    assert.deepEqual(places(problems), [
      ['brokenBy', 'rows.csv', 3, 1, 2],
      ['brokenBy', 'rows.csv', 4, 1, 3],
      ['questionTooLong', 'task.html', 1, 1, 4],
    ]);
    const inScript = async (y: string) =>
      (await problemsOf({ ...files, 'rows.csv': `x,y\na,${y}\n` }, { data: 'rows.csv' })).map(({ row }) => row);
    assert.deepEqual(await inScript('b\\\\'), []);
    assert.deepEqual(await inScript('b\\\\\\'), [1]);
  });

  it('finds characters that the service does not take, in the page and in cells', async () => {
    const files = { 'task.html': form('😀 ${x}'), 'rows.csv': 'x\na\n👍\n' };
    const problems = await problemsOf(files, { data: 'rows.csv' });
    assert.deepEqual(places(problems), [
      ['astral', 'rows.csv', 3, 1, 2],
      ['astral', 'task.html', 2, 1],
    ]);
    assert.equal(problems[1]?.fixes?.[0]?.edits[0]?.text, '&#x1F600;');
  });

  it('takes an http address of a lab with a warning', async () => {
    const problems = await problemsOf({}, { question: { url: 'http://lab.example/x' } });
    assert.deepEqual(
      problems.map(({ code, severity }) => [code, severity]),
      [['question', 'warning']],
    );
    assert.deepEqual(await problemsOf({}, { question: { url: 'http://localhost:8080/x' } }), []);
  });

  it('compares placeholders and columns', async () => {
    const files = { 'task.html': form('${wrod} <script>`${mine}`</script>'), 'rows.csv': 'word,other\n1,2\n' };
    const problems = await problemsOf(files, { data: 'rows.csv', Title: 'About ${x}' });
    assert.deepEqual(places(problems), [
      ['unknownColumn', undefined, 2, 12],
      ['unusedColumn', undefined, 8, 11],
      ['unknownColumn', 'task.html', 2, 1],
    ]);
    assert.equal(problems[2]?.fixes?.[0]?.edits[0]?.text, '${word}');
  });

  it('measures filled texts, and leaves room for batch and row', async () => {
    const files = { 'task.html': form('${x}'), 'rows.csv': `x\na\n${'b'.repeat(130)}\n` };
    const problems = await problemsOf(files, { data: 'rows.csv', Title: '${x}', RequesterAnnotation: 'y'.repeat(250) });
    assert.deepEqual(
      problems.map(({ code, row }) => [code, row]),
      [
        ['tooLong', 2],
        ['tooLong', undefined],
      ],
    );
  });

  it('refuses review policies that the service would refuse', async () => {
    const files = { 'task.html': form('') };
    for (const policy of [
      { PolicyName: 'Other' },
      { PolicyName: 'ScoreMyKnownAnswers/2011-09-01', Parameters: [{ Key: 'AnswerKey', MapEntries: 7 }] },
    ])
      assert.deepEqual(
        (await problemsOf(files, { AssignmentReviewPolicy: policy })).map(({ code }) => code),
        ['policy'],
      );
  });

  it('reads and fills nothing again after a keystroke in the definition alone', async () => {
    const cache = new FileCache();
    let read = 0;
    const files = inMemory({ 'task.html': form('${x}'), 'rows.csv': 'x\n1\n' });
    const reader: typeof files = {
      find: async (path, most) => {
        const found = await files.find(path, most);
        const content = () => {
          read += 1;
          return found.ok ? found.content() : Promise.resolve('');
        };
        return found.ok ? { ...found, content } : found;
      },
    };
    const first = await loadDefinition(JSON.stringify({ ...definition, data: 'rows.csv' }), reader, undefined, {
      cache,
    });
    const second = await loadDefinition(
      JSON.stringify({ ...definition, Title: 'Other', data: 'rows.csv' }),
      reader,
      undefined,
      { cache },
    );
    assert.equal(read, 2);
    assert.equal(first.question, second.question);
    assert.equal(first.data, second.data);
  });
});
