import assert from 'node:assert/strict';
import { ListHITsCommand } from '@aws-sdk/client-mturk';
import { questionNamespaces } from '../../../src/mturk/questionKinds.ts';
import { assertRefused, externalQuestion, useBench } from './setup.ts';

describe('service: questions of HITs (§6.3 to §6.5)', () => {
  const bench = useBench();
  const refused = (Question: string, code: string, words: RegExp) =>
    assertRefused(bench().createHIT({ Question }), code, words);
  const [namespace] = questionNamespaces.QuestionForm;

  it('are kept as they came', async () => {
    const plain = externalQuestion.replace('https:', 'http:');
    for (const Question of [`<?xml version="1.0" encoding="UTF-8"?>\n${externalQuestion}\n`, plain]) {
      const { HITId } = await bench().createHIT({ Question });
      assert.equal((await bench().getHIT(HITId)).Question, Question);
    }
  });

  it('are refused with the reason and the place', async () => {
    await refused(
      externalQuestion.replace('<FrameHeight>600</FrameHeight>', ''),
      'ParameterValidationError',
      /^There was an error parsing the XML question or answer data in your request\. {2}Please make sure .* Details: Question: ExternalQuestion lacks FrameHeight \(line 1\)\.$/,
    );
    await refused(externalQuestion.replace('&amp;', '&'), 'ParameterValidationError', /line 1, column \d+/);
    await refused(
      externalQuestion.replace('https://example.org', 'example.org'),
      'ParameterValidationError',
      /ExternalURL must be/,
    );
    await refused(
      externalQuestion.replace(/ xmlns="[^"]*"/, ''),
      'ParameterValidationError',
      /must be in the namespace/,
    );
    await refused('<QuestionFormAnswers/>', 'ParameterValidationError', /not an ExternalQuestion/);
    await refused(
      `<QuestionForm xmlns="${namespace}"><Overview><FormattedContent><![CDATA[<script>x</script>]]></FormattedContent></Overview></QuestionForm>`,
      'ParameterValidationError',
      /^There was an error parsing the XHTML data in your request\..* the tag script is not allowed/,
    );
    await refused(externalQuestion.padEnd(65_536), 'ParameterValidationError', /65535/);
    await refused('', 'ParameterValidationError', /Details/);
  });

  it('leave neither a HIT nor a used token behind when refused', async () => {
    const { client, createHIT } = bench();
    await assertRefused(createHIT({ Question: '<a/>', UniqueRequestToken: 't' }), 'ParameterValidationError');
    assert.deepEqual((await client.send(new ListHITsCommand({}))).HITs, []);
    await createHIT({ UniqueRequestToken: 't' });
  });
});
