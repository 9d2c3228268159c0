import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseQuestion } from '../../../src/mturk/questionKinds.ts';
import { useInnerBench } from './inside.ts';
import { assertRefused } from './setup.ts';

describe('service: HIT layouts (§6.10)', () => {
  const bench = useInnerBench();
  const id = '3LAYOUT';
  const hole = (name: string) => `\${${name}}`;
  const addLayout = (html: string, frameHeight = 450) =>
    bench().run(tx => {
      const requester = tx.store.requesters.byAccessKey(bench().local.accessKeyId);
      assert(requester);
      tx.store.layouts.save({ id, requesterId: requester.id, name: 'Layout', html, frameHeight, created: tx.now });
    });
  /** What the requester site put around a project. */
  const start =
    '<!DOCTYPE html><html><head><meta charset="utf-8"><script src="https://s3.amazonaws.com/mturk-public/externalHIT_v1.js" type="text/javascript"></script></head><body><form name="mturk_form" method="post" id="mturk_form" action="https://www.mturk.com/mturk/externalSubmit"><input type="hidden" value="" name="assignmentId" id="assignmentId">';
  const submit = '<p><input type="submit" id="submitButton" value="Submit"></p>';
  const end = `${submit}</form><script>turkSetAssignmentID();</script></body></html>`;
  const contentOf = async (html: string, parameters: Record<string, string> = {}) => {
    await addLayout(html);
    const question = parseQuestion((await create(parameters)).Question ?? '');
    assert(question.kind === 'html');
    return question.html;
  };
  const create = (parameters: Record<string, string>, HITLayoutId = id) =>
    bench().createHIT({
      Question: undefined,
      HITLayoutId,
      HITLayoutParameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })),
    });

  it('become an HTMLQuestion with their parameters inserted as they are (§6.10)', async () => {
    await addLayout(`<p title="${hole('name')}">${hole('text')} and ${hole(' text ')}</p><script>$x; $1; {}</script>`);
    const hit = await create({ name: 'a', text: '<b>$& &amp;</b>', unused: 'x' });
    assert.equal(hit.HITLayoutId, id);
    assert.equal(
      hit.Question?.replace(start, '').replace(end, ''),
      '<HTMLQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2011-11-11/HTMLQuestion.xsd"><HTMLContent><![CDATA[<p title="a"><b>$& &amp;</b> and <b>$& &amp;</b></p><script>$x; $1; {}</script>]]></HTMLContent><FrameHeight>450</FrameHeight></HTMLQuestion>',
    );
  });

  it('are refused when unknown, incomplete or too long (§6.10)', async () => {
    await assertRefused(create({}, '3NONE'), 'HITLayoutDoesNotExist', 'The HITLayout 3NONE does not exist.');
    await addLayout(`<p>${hole('a')} ${hole('b')}</p>`);
    await assertRefused(create({}), 'InvalidParameterValue', /needs the parameters a, b/);
    await assertRefused(create({ a: '' }), 'InvalidParameterValue', /needs the parameter b/);
    await assertRefused(create({ a: 'x'.repeat(1_048_576), b: '' }), 'ParameterValidationError', /may have 1048576/);
    await addLayout(hole('a').repeat(200));
    await assertRefused(create({ a: 'x'.repeat(60_000) }), 'InvalidParameterValue', /has 12000000 characters/);
    await assertRefused(
      bench().createHIT({ HITLayoutId: id }),
      'InvalidParameterCombinationError',
      'The combination of parameters supplied to the request is invalid: Question, HITLayoutId.',
    );
  });

  it('get the form that the site put around a project, and a Submit where there is none (C20)', async () => {
    const bare = readFileSync('test/fixtures/files/layout-without-form.html', 'utf8');
    assert.equal(await contentOf(bare, { thing: 'tomato' }), `${start}${bare.replace(hole('thing'), 'tomato')}${end}`);
    const button = '<input name="q"><button>Done</button>';
    assert.equal(await contentOf(button), `${start}${button}${end.replace(submit, '')}`);
    const whole = '<html lang="en"><head><title>T</title></head><body class="x"><p>Q</p></body></html>';
    const page = await contentOf(whole);
    assert.match(
      page,
      /^<html lang="en"><head><title>T<\/title><\/head><body class="x"><script src="[^"]+externalHIT_v1\.js"/,
    );
    assert.match(
      page,
      /<form name="mturk_form"[^>]*><input type="hidden"[^>]*><p>Q<\/p><p><input type="submit".*<\/body><\/html>$/,
    );
    for (const own of [
      '<form id="mturk_form"><input name="q"></form>',
      '<form action="https://www.mturk.com/mturk/externalSubmit"></form>',
      '<crowd-form></crowd-form>',
    ])
      assert.equal(await contentOf(own), own);
  });

  it('may be larger than a Question, and hold dollars of their own in scripts (C18, C20)', async () => {
    const template = readFileSync('test/fixtures/files/template-own-dollars.html', 'utf8');
    const filled = await contentOf(template, { text: 'A', 'candidate9-4': 'B' });
    assert.ok(filled.includes('<p>A B</p>') && filled.includes(template.slice(template.indexOf('<script>')).trimEnd()));
    const large = `<p>${'ü'.repeat(60_000)}</p>`;
    assert.equal(await contentOf(large), `${start}${large}${end}`);
  });

  it('belong to their requester (§6.10)', async () => {
    await bench().stranger();
    await bench().run(tx => {
      const requester = tx.store.requesters.byAccessKey('STRANGER00000000');
      assert(requester);
      tx.store.layouts.save({ id, requesterId: requester.id, name: 'L', html: 'x', frameHeight: 0, created: tx.now });
    });
    await assertRefused(create({}), 'HITLayoutDoesNotExist');
  });
});
