/** Files: ids in them as links with hovers, decisions as they are exported, and the plan of a file that is hostile in every cell. */
import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { parseCsv } from '../../../src/mturk/csvTable.ts';
import { csvCell, guardCell, unguardCell } from '../../../src/mturk/spreadsheet.ts';
import { hostileTexts, type Hostile as Text, textsOfKind } from '../../support/hostile/corpus.ts';
import { assertNoFormula } from '../../support/hostile/spreadsheet.ts';
import { plainId } from '../../support/hostile/world.ts';
import { openPlan } from '../support/decisions.ts';
import { until } from '../support/eventually.ts';
import { assertPageInPlace } from '../support/layout.ts';
import {
  assertHover,
  assertNothingForeign,
  assertTabsInPlace,
  closeEditor,
  crowded,
  goToTop,
  type Hostile,
} from './setting.ts';

const ids = 'ids.txt';
const decisions = 'decide.csv';
/** The button by which VS Code opens a file as it is, although some of its separators are none to an editor. */
const unusualSeparators = 'Ignore';

/** Those that are something else to whoever draws hovers; that they are all escaped, a unit test looks at. */
const hovered: readonly Text[] = [
  ...textsOfKind('markdown').filter(({ name }) => /commandLink|image|html|heading|icon|breaks/.test(name)),
  ...textsOfKind('markup')
    .filter(({ name }) => /image|svg|iframe|escaped/.test(name))
    .slice(0, 3),
  ...textsOfKind('length').slice(0, 1),
  ...textsOfKind('direction').slice(0, 1),
];

export function files(hostile: () => Hostile): void {
  it('is told by the hovers of ids in a file, which are links to our commands', async () => {
    const { on } = hostile();
    const work = hovered.map(text => ({ text, id: plainId('WORK', hostileTexts.indexOf(text)) }));
    writeFileSync(join(on.workspace, ids), `${work.map(({ id }) => id).join('\n')}\n`);
    await on.openFile(ids);
    const links = on.page.locator('.part.editor .monaco-editor .detected-link');
    await until('the ids are links', async () => (await links.count()) >= work.length);
    for (const { id, text } of work) {
      const said = await assertHover(on, links.filter({ hasText: id }).first(), /State: Submitted/);
      // A HIT whose id has 60,000 characters can't be an argument.
      if (text.kind !== 'length') assert.match(said, /Open · Reveal in HITs view · Copy ID · Find in files/);
    }
    await closeEditor(on);
  });

  it('is exported so that no spreadsheet runs it, and comes back as it was', async () => {
    const { on, hits, endpoint } = hostile();
    await goToTop(on, hits);
    await on.choose(on.row(crowded, hits), 'Decision File', 'Export Decisions…');
    await on.page.locator('.quick-input-widget:visible').getByRole('button', { name: 'OK' }).click();
    await on.clickDialog(unusualSeparators);
    await on.notification(/Wrote \d+ assignments to decisions-sandbox-/);
    await on.clearNotifications();
    const [file] = globSync('decisions-sandbox-*.csv', { cwd: on.workspace });
    assert.ok(file);
    const text = readFileSync(join(on.workspace, file), 'utf8');
    assertNoFormula(text, file);
    const [header, ...rows] = parseCsv(text, ',').map(({ cells }) => cells.map(cell => unguardCell(cell.text)));
    const column = (name: string) => rows.map(cells => cells[header?.indexOf(name) ?? -1] ?? '').sort();
    const work = endpoint.world.assignments.get(endpoint.world.crowded) ?? [];
    // A file of UTF-8 has no halves of characters.
    for (const name of ['AssignmentId', 'WorkerId', 'RequesterFeedback'])
      assert.deepEqual(column(name), work.map(each => String(each[name]).toWellFormed()).sort(), name);
    await assertTabsInPlace(on);
    await closeEditor(on);
  });

  it('is text in the plan of a file that decides with it, in every row that is malformed too', async () => {
    const { on, endpoint } = hostile();
    writeFileSync(join(on.workspace, decisions), decisionsOfAll());
    await on.openFile(decisions);
    await on.clickDialog(unusualSeparators);
    await openPlan(on);
    const panel = on.webview();
    await panel.getByRole('heading', { name: /decisions to apply/ }).waitFor();
    const groups = panel.locator('details.group');
    for (const group of await groups.all()) {
      if (!(await group.evaluate(element => 'open' in element && element.open === true)))
        await group.locator('summary').click();
      const more = group.getByRole('button', { name: /^Show More/ });
      if ((await more.count()) > 0) await pressed(more);
    }
    const kinds = ['Malformed', 'Decided twice', 'Unknown', 'Other environment', 'Reject', 'Bonuses'];
    assert.deepEqual(await groups.locator('h2').allTextContents(), kinds);
    await assertNothingForeign(panel);
    await assertPageInPlace(panel);
    await panel.getByRole('checkbox', { name: /^Leave out/ }).click();
    const before = endpoint.asked.length;
    await panel.getByRole('button', { name: 'Apply…' }).click();
    const asked = await on.dialog();
    assert.match(asked, /Apply \d+ decisions in SANDBOX\?/);
    assert.doesNotMatch(asked, /[\u202a-\u202e\u2066-\u2069]/);
    const box = await on.page.locator('.monaco-dialog-box').boundingBox();
    assert.ok(box && box.y >= 0 && box.y + box.height <= 1200, 'the dialog is in sight');
    await on.clickDialog('Cancel');
    const operations = endpoint.asked.slice(before).filter(({ operation }) => /^(Approve|Reject|Send)/.test(operation));
    assert.deepEqual(operations, []);
    await assertTabsInPlace(on);
    await closeEditor(on);
    await closeEditor(on);
  });
}

/**
 * A file that rejects and pays each work for a hostile reason, and has each text in each other column that is read. The long ones
 * stand in it once: VS Code shows no file of more than 10 MB.
 */
function decisionsOfAll(): string {
  const row = (...cells: string[]) => cells.map(cell => csvCell(guardCell(cell))).join(',');
  const own = hostileTexts.map(({ text }, index) => row(plainId('WORK', index), '', text, '', text, '0.10', text));
  const others = hostileTexts.flatMap(({ text, name, kind }, index) =>
    kind === 'length'
      ? []
      : [
          row(`${text} ${name} crowded`, '', text, text, '', '', ''),
          row(text, text, text, '', 'No.', text, ''),
          row(plainId('REJECTION', index), '', text, '', '', '0.20', text),
          row(`${text} nowhere`, '', text, '', 'No.', '', ''),
          row(`${text} elsewhere`, text, text, '', 'No.', '', ''),
          row(`${text} twice`, '', text, '', text, '', ''),
          row(`${text} twice`, '', text, '', text, '', ''),
        ],
  );
  return ['AssignmentId,Environment,WorkerId,Approve,Reject,Bonus,BonusReason', ...own, ...others, ''].join('\r\n');
}

/** Presses what makes way for more rows, and sees them come. */
async function pressed(more: Locator): Promise<void> {
  const table = more.locator('xpath=preceding-sibling::*[1]').locator('tbody tr');
  const before = await table.count();
  await more.click();
  await until('more rows are shown', async () => (await more.count()) === 0 || (await table.count()) > before);
}
