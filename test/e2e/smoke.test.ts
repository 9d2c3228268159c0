import assert from 'node:assert/strict';
import { useWorkbench } from './support/suite.ts';

describe('the workbench', () => {
  const workbench = useWorkbench();

  it('shows our view, and activates the extension by that', async () => {
    await workbench().openView('MTurk');
    await (await workbench().welcome('HITs')).getByRole('button', { name: 'Start Local with sample HITs' }).waitFor();
    await workbench().statusBar('LOCAL').waitFor();
  });

  it('offers our commands in the palette', async () => {
    const offered = await workbench().commands('MTurk: ');
    assert.ok(
      offered.some(title => title.startsWith('MTurk: ')),
      offered.join('\n'),
    );
  });

  it('says nothing that nobody asked for', async () => {
    assert.deepEqual(await workbench().notifications(), []);
  });
});
