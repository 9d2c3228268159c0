import assert from 'node:assert/strict';
import { layoutOf } from '../../../src/commands/definition/layoutOf.ts';

describe('The layout that a definition names', () => {
  const layout = {
    HITLayoutId: '3LAYOUT',
    name: 'Judge',
    frameHeight: 400,
    parameters: ['word'],
    html: '<p>Judge</p>',
  };
  const read = (answer: unknown) =>
    layoutOf(
      { definition: { question: { kind: 'layout', id: '3LAYOUT' } } as never },
      {
        state: { state: 'running' } as never,
        control: async () => answer,
      },
    );

  it('is read with its HTML, and is none where it is gone', async () => {
    const { parameters, ...whole } = layout;
    assert.deepEqual(await read({ layouts: [{ ...whole, parameters }] }), whole);
    assert.equal(await read({ layouts: [] }), undefined);
  });

  it('is refused where the answer lacks something', async () => {
    await assert.rejects(read({ layouts: [{ ...layout, html: undefined }] }), { name: 'ValiError' });
    await assert.rejects(read({}), { name: 'ValiError' });
  });
});
