import assert from 'node:assert/strict';
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
      hit.Question,
      '<HTMLQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2011-11-11/HTMLQuestion.xsd"><HTMLContent><![CDATA[<p title="a"><b>$& &amp;</b> and <b>$& &amp;</b></p><script>$x; $1; {}</script>]]></HTMLContent><FrameHeight>450</FrameHeight></HTMLQuestion>',
    );
  });

  it('are refused when unknown, incomplete or too long (§6.10)', async () => {
    await assertRefused(create({}, '3NONE'), 'HITLayoutDoesNotExist', 'The HITLayout 3NONE does not exist.');
    await addLayout(`<p>${hole('a')} ${hole('b')}</p>`);
    await assertRefused(create({}), 'InvalidParameterValue', /needs the parameters a, b/);
    await assertRefused(create({ a: '' }), 'InvalidParameterValue', /needs the parameter b/);
    await assertRefused(create({ a: 'x'.repeat(65_500), b: '' }), 'InvalidParameterValue', /may have 65535/);
    await addLayout(hole('a').repeat(200));
    await assertRefused(create({ a: 'x'.repeat(60_000) }), 'InvalidParameterValue', /has 12000000 characters/);
    await assertRefused(
      bench().createHIT({ HITLayoutId: id }),
      'InvalidParameterValue',
      'Either a Question or a HITLayoutId may be given, but not both.',
    );
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
