import assert from 'node:assert/strict';
import { questionNamespaces } from '../../../src/mturk/questionKinds.ts';
import { type QuestionRules, questionProblem } from '../../../src/mturk/questionRules.ts';

const strict: QuestionRules = { externalHttp: 'loopback' };
const external = (url: string, rest = '<FrameHeight>0</FrameHeight>') =>
  `<ExternalQuestion xmlns="${questionNamespaces.ExternalQuestion[0]}"><ExternalURL>${url}</ExternalURL>${rest}</ExternalQuestion>`;
const html = (content: string, rest = '<FrameHeight>450</FrameHeight>') =>
  `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><HTMLContent><![CDATA[${content}]]></HTMLContent>${rest}</HTMLQuestion>`;

function problem(xml: string, rules = strict): string | undefined {
  const found = questionProblem(xml, rules);
  return found && `${found.kind}: ${found.reason}`;
}

describe('mturk: questions are refused', () => {
  it('not when they are right (§6.3)', () => {
    assert.equal(problem(external('https://example.org/a?b=1&amp;c=2')), undefined);
    assert.equal(problem(html('<!DOCTYPE html><html></html>')), undefined);
  });

  it('when http is not to this machine, unless any may be (§6.3)', () => {
    for (const host of ['localhost:5000', '127.0.0.1', '[::1]:80', 'app.localhost'])
      assert.equal(problem(external(`http://${host}/`)), undefined, host);
    assert.match(problem(external('http://example.org/')) ?? '', /^xml: ExternalURL must be an https address/);
    assert.equal(problem(external('http://example.org/'), { externalHttp: 'anywhere' }), undefined);
    for (const url of ['ftp://example.org/', 'javascript:alert(1)', '/relative', '', 'https://'])
      assert.match(problem(external(url), { externalHttp: 'anywhere' }) ?? '', /^xml: ExternalURL must be/, url);
  });

  it('when an element is missing, extra or out of order (§6.3)', () => {
    assert.match(problem(external('https://e.org', '')) ?? '', /lacks FrameHeight/);
    assert.match(problem(external('https://e.org', '<FrameHeight>1</FrameHeight><More/>')) ?? '', /nothing more/);
    assert.match(problem(external('https://e.org', '<FrameHeight>600px</FrameHeight>')) ?? '', /whole number/);
    assert.match(problem(external('https://e.org', '<FrameHeight>-1</FrameHeight>')) ?? '', /at least 0/);
    assert.match(problem(html(' ')) ?? '', /HTMLContent is empty/);
    assert.match(
      problem(
        `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><FrameHeight>0</FrameHeight></HTMLQuestion>`,
      ) ?? '',
      /FrameHeight where HTMLContent is expected/,
    );
  });

  it('when the root or its namespace is another, or the XML is not well-formed (§6.3)', () => {
    assert.match(
      problem(external('https://e.org').replace('2006-07-14', '2011-11-11')) ?? '',
      /must be in the namespace/,
    );
    assert.match(problem('<ExternalQuestion/>') ?? '', /is in none/);
    assert.match(problem('<QuestionFormAnswers/>') ?? '', /not an ExternalQuestion/);
    assert.match(problem('<ExternalQuestion>') ?? '', /^xml: .*unclosed/);
    assert.match(problem('') ?? '', /^xml: /);
    assert.match(problem('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') ?? '', /document type declaration/);
  });

  it('when they are longer than 65535 bytes, counted as UTF-8 (§6.3)', () => {
    const room = 65_535 - Buffer.byteLength(html(''));
    assert.equal(problem(html('ü'.repeat(Math.floor(room / 2)))), undefined);
    assert.match(
      problem(html('ü'.repeat(Math.floor(room / 2) + 1))) ?? '',
      /^parameter: the Question has 6553\d bytes/,
    );
  });

  it('when they ask for a file (§6.4)', () => {
    const form = `<QuestionForm xmlns="${questionNamespaces.QuestionForm[0]}"><Question><QuestionIdentifier>f</QuestionIdentifier><QuestionContent><Text>?</Text></QuestionContent><AnswerSpecification><FileUploadAnswer><MaxFileSizeInBytes>10</MaxFileSizeInBytes><MinFileSizeInBytes>1</MinFileSizeInBytes></FileUploadAnswer></AnswerSpecification></Question></QuestionForm>`;
    assert.match(problem(form) ?? '', /^parameter: question f has a FileUploadAnswer/);
    const formatted = form.replace('<Text>?</Text>', '<FormattedContent>&lt;div/&gt;</FormattedContent>');
    assert.match(problem(formatted) ?? '', /^xhtml: FormattedContent: the tag div/);
  });
});
