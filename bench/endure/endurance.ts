/** The steps of the long test: what happens to the workbench, and what it has to show afterwards. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands } from '../../src/ids.ts';
import { until } from '../../test/e2e/support/eventually.ts';
import { localAtService } from '../../test/e2e/support/localAtService.ts';
import { assertTruth } from '../../test/e2e/support/truth.ts';
import { Workbench } from '../../test/e2e/support/workbench.ts';
import { extensionHostsOf, isRunning, paused } from './processes.ts';
import { reverseRejections, workAtService } from './script.ts';
import { commandTitle } from './titles.ts';

/** Seconds of a sleep: longer than what any heartbeat or keep-alive allows for. */
const nap = 75;
/** The share of the minutes that is spent idle before the first use, at least {@link longestTimeout}. */
const firstIdle = 0.4;
/** Seconds: undici gives up a silent body after 300. */
const longestTimeout = 330;

export class Endurance {
  readonly faults: string[] = [];
  checks = 0;
  readonly #first: Workbench;
  readonly #say: (line: string) => void;
  readonly #windows: Workbench[];
  readonly #pids = new Set<number>();

  constructor(workbench: Workbench, say: (line: string) => void) {
    this.#first = workbench;
    this.#windows = [workbench];
    this.#say = say;
  }

  async run(minutes: number): Promise<void> {
    const end = Date.now() + minutes * 60_000;
    await this.#open();
    await this.#step('started', async () => undefined);

    const idle = Math.max(longestTimeout, minutes * 60 * firstIdle);
    await this.#step(`idle for ${Math.round(idle)} s`, () => sleep(idle * 1000));
    await this.#step('work at the service after it', async () => void (await workAtService(this.#first, 'idle')));
    await this.#step('rejections reversed elsewhere', () => reverseRejections(this.#first));
    await this.#step('an approval by hand', () => this.#approve());

    await this.#step(`Local paused for ${nap} s`, async () => {
      await paused([this.#pid], nap);
      await workAtService(this.#first, 'Local woke');
    });
    await this.#step(`the extension host paused for ${nap} s while a script goes on`, () =>
      paused(extensionHostsOf(this.#first.session.server), nap, async () => {
        await workAtService(this.#first, 'the window slept');
        await reverseRejections(this.#first);
      }),
    );
    await this.#step(`everything paused for ${nap} s`, async () => {
      await paused([this.#pid, ...extensionHostsOf(this.#first.session.server)], nap);
      await workAtService(this.#first, 'everything woke');
    });

    await this.#step('a reload', async () => {
      await this.#first.page.evaluate('globalThis.beforeReload = true');
      await this.#first.command('Developer: Reload Window');
      await this.#first.page.waitForFunction('!globalThis.beforeReload');
      await this.#first.page.locator('.monaco-workbench .statusbar-item').first().waitFor();
      await this.#show(this.#first);
    });
    await this.#step('a second window', async () => {
      const second = new Workbench(await this.#first.session.another());
      this.#windows.push(second);
      await this.#show(second);
      await workAtService(this.#first, 'there were two windows');
    });
    await this.#step('time advanced by two days in the second window', () => this.#advance('2 d'));
    await this.#step('Local restarted in the second window', () => this.#restart(this.#windows.at(-1)));
    await this.#step('work at the service after it', async () => void (await workAtService(this.#first, 'restarted')));
    await this.#step('Local reset in the first window', () => this.#reset());
    await this.#step('work at the service after it', async () => void (await workAtService(this.#first, 'reset')));

    const left = Math.max(0, end - Date.now());
    await this.#step(`idle for the ${Math.round(left / 1000)} s that are left`, () => sleep(left));
    await this.#step('work at the service after it', async () => void (await workAtService(this.#first, 'at the end')));
    await this.#step('an approval by hand', () => this.#approve());
  }

  async close(): Promise<void> {
    for (const pid of this.#pids) if (isRunning(pid)) process.kill(pid);
    await this.#first.close();
  }

  get #pid(): number {
    return localAtService(this.#first).local.pid;
  }

  /** Something happens; then what all windows show is compared with the service. A difference is noted, and the test goes on. */
  async #step(name: string, happen: () => Promise<void>): Promise<void> {
    this.#say(name);
    await this.#noting(name, this.#first, happen);
    for (const [index, window] of this.#windows.entries())
      await this.#noting(`${name}, window ${index + 1}`, window, async () => {
        this.checks += 1;
        // A browser draws little of a page that is behind another one.
        await window.page.bringToFront();
        await assertTruth(window);
        const lost = (await window.notifications()).filter(text => /unexpectedly|Couldn’t/.test(text));
        assert.deepEqual(lost, []);
      });
    this.#pids.add(this.#pid);
  }

  async #noting(name: string, window: Workbench, happen: () => Promise<void>): Promise<void> {
    try {
      await happen();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.faults.push(`${name}: ${reason}`);
      this.#say(`  FAILED ${reason}`);
      await window.session.keep(`endure ${this.faults.length} ${name}`);
    }
  }

  async #open(): Promise<void> {
    await this.#first.openView('MTurk');
    const welcome = await this.#first.welcome('HITs');
    await welcome
      .getByRole('button', { name: /^Start Local with/ })
      .first()
      .click();
    await this.#show(this.#first);
  }

  /** Has all views in sight, some rows unfolded, and a panel open. */
  async #show(window: Workbench): Promise<void> {
    await window.openView('MTurk');
    // The icon's hover would cover the rows; a window behind another one doesn't hide it.
    await window.page.bringToFront();
    await window.leaveHover();
    const pane = await window.view('HITs');
    await pane.getByRole('treeitem').first().waitFor();
    await window.expand(
      window
        .hits('', pane)
        .filter({ hasText: /to review/ })
        .first(),
    );
    await window.view('Rejected');
    await window.view('Workers');
    if ((await window.page.locator('iframe.webview.ready:visible').count()) > 0) return;
    await window.choose(window.hits('', pane).first(), /^Open HIT/);
    await window.webview().locator('header .where').waitFor();
  }

  /** Approves what is first to review, as a person does it, and waits until the service has it. */
  async #approve(): Promise<void> {
    const pane = await this.#first.view('HITs');
    const before = await this.#waiting();
    await this.#first.expand(
      this.#first
        .hits('', pane)
        .filter({ hasText: /to review/ })
        .first(),
    );
    const row = pane
      .getByRole('treeitem')
      .filter({ hasText: /Submitted/ })
      .first();
    await row.waitFor();
    await this.#first.choose(row, /^Approve Assignment…/);
    await this.#first.clickDialog(/^Approve/);
    await until('the service has the approval', async () => (await this.#waiting()) === before - 1);
  }

  async #waiting(): Promise<number> {
    const { client } = localAtService(this.#first);
    let count = 0;
    const { HITs = [] } = await client.call('ListHITs', { MaxResults: 100 });
    for (const { HITId } of HITs) {
      const input = { HITId, AssignmentStatuses: ['Submitted' as const], MaxResults: 100 };
      count += (await client.call('ListAssignmentsForHIT', input)).Assignments?.length ?? 0;
    }
    client.dispose();
    return count;
  }

  async #advance(span: string): Promise<void> {
    const window = this.#windows.at(-1) ?? this.#first;
    await window.command(commandTitle(commands.advanceClock));
    await window.type(span);
    await window.page.keyboard.press('Enter');
    await window.notification(/forward|advanced/i);
    await window.clearNotifications();
  }

  async #restart(window = this.#first): Promise<void> {
    await window.command(commandTitle(commands.stopLocal));
    await window.statusBar('stopped').waitFor();
    for (const each of this.#windows) await each.statusBar('stopped').waitFor();
    await window.command(commandTitle(commands.startLocal));
    for (const each of this.#windows) await each.statusBar(/LOCAL \$/).waitFor();
  }

  async #reset(): Promise<void> {
    await this.#first.command(commandTitle(commands.resetLocal));
    await this.#first.pick(/Sample/);
    await this.#first.clickDialog(/^Reset/);
  }
}
