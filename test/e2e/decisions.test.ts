/** A file of decisions, as a person reviews and applies it: the lens above it, its plan, one confirmation, its results. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { assertAccessible } from './support/axe.ts';
import { type DecisionsAtHand, decisionsName, openPlan, showDecisions } from './support/decisions.ts';
import { eventually } from './support/eventually.ts';
import { type LocalAtService, localAtService } from './support/localAtService.ts';
import { useWorkbench } from './support/suite.ts';

describe('a decision file', () => {
  const workbench = useWorkbench();
  let at: LocalAtService | undefined;
  let decisions: DecisionsAtHand;

  after(() => {
    if (at) process.kill(at.local.pid);
  });

  const statusOf = async (id: string) =>
    (await at?.client.call('GetAssignment', { AssignmentId: id }))?.Assignment?.AssignmentStatus;

  it('is known by its first line, and leads to its plan', async () => {
    await workbench().openView('MTurk');
    const welcome = await workbench().welcome('HITs');
    await welcome.getByRole('button', { name: 'Start Local with sample HITs' }).click();
    await workbench()
      .row(/to review/)
      .waitFor();
    at = localAtService(workbench());
    decisions = await showDecisions(workbench());
    await openPlan(workbench());
    const page = workbench().webview();
    await page.getByRole('heading', { name: '3 decisions to apply' }).waitFor();
    await page.getByText('3 rows must be fixed or left out').waitFor({ state: 'detached' });
    assert.match(
      (await page.getByLabel('Summary').textContent()) ?? '',
      /Approve1\$\d.*Reject1.*Bonuses1\$1\.50 and \$0\.30 fees.*Malformed1/,
    );
  });

  it('leads from a row of the plan to the row of the file', async () => {
    await workbench().webview().getByRole('button', { name: 'Go to line 4, column ' }).click();
    await workbench()
      .statusBar(/Ln 4, Col/)
      .waitFor();
  });

  it('has a plan without serious faults for axe', () =>
    assertAccessible(workbench().webview().locator('body'), 'the plan of a decision file'));

  it('is applied once the rows at fault are left out, and says what became of each row', async () => {
    const page = workbench().webview();
    await page.getByRole('checkbox', { name: 'Leave out 3 rows' }).click();
    await page.getByRole('button', { name: 'Apply…' }).click();
    const asked = await workbench().clickDialog('Apply');
    assert.match(asked, /Apply 3 decisions in LOCAL\?[\s\S]*Left out: 3 rows\./);
    await workbench().notification(/Applied 3 decisions \(LOCAL\)/);
    assert.equal(await statusOf(decisions.approved.id), 'Approved');
    assert.equal(await statusOf(decisions.rejected.id), 'Rejected');
    await eventually(() => {
      const [header, approved, rejected, both] = readFileSync(decisions.path, 'utf8').split('\n');
      assert.match(header ?? '', /,Result$/);
      assert.match(approved ?? '', /,approved; bonus of \$1\.50 sent$/);
      assert.match(rejected ?? '', /,rejected$/);
      assert.match(both ?? '', /,left out: the row both approves and rejects$/);
    });
    await page.getByRole('heading', { name: 'Nothing to apply' }).waitFor();
    assert.match((await workbench().tab(decisionsName).getAttribute('aria-label')) ?? '', /review\.csv/);
  });
});
