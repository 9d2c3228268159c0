import assert from 'node:assert/strict';
import { parseQuestion, questionNamespaces } from '../../../src/mturk/questionKinds.ts';

describe('questions', () => {
  it('are told apart by their root', () => {
    assert.deepEqual(
      parseQuestion(
        `<ExternalQuestion xmlns="${questionNamespaces.ExternalQuestion[0]}"><ExternalURL>https://lab.example/t?a=1&amp;b=2</ExternalURL><FrameHeight>600</FrameHeight></ExternalQuestion>`,
      ),
      { kind: 'external', url: 'https://lab.example/t?a=1&b=2', frameHeight: 600 },
    );
    assert.deepEqual(
      parseQuestion(
        '<HTMLQuestion><HTMLContent><![CDATA[<p>hi</p>]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>',
      ),
      { kind: 'html', html: '<p>hi</p>', frameHeight: 0 },
    );
    assert.deepEqual(parseQuestion('<QuestionForm/>'), { kind: 'form' });
  });

  it('that can’t be read say why', () => {
    const question = parseQuestion('<ExternalQuestion><ExternalURL>https://lab.example/?a&b</ExternalURL>');
    assert.equal(question.kind, 'unreadable');
    assert.match(question.kind === 'unreadable' ? question.reason : '', /line 1/);
    assert.equal(parseQuestion('<Answer/>').kind, 'unreadable');
  });
});
