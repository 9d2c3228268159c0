/**
 * The long test of the ledger: `npm run soak` in full size, `npm run soak -- 0.1` in a tenth of it, and `npm run soak -- 1 publish`
 * for one of its parts: `pay`, `publish`, `write`, or `window`, which kills the extension host of a real workbench.
 */
import { formatDollars } from '../src/mturk/money.ts';
import { messageSoak } from '../test/support/messageSoak.ts';
import { soak } from '../test/support/soak.ts';

const share = Number(process.argv[2] ?? 1);
const only = process.argv[3];
const part = (count: number) => Math.max(1, Math.round(count * share));
const report = (words: string) => console.log(`  ${words}`);

async function pay(): Promise<void> {
  const size = { bonuses: part(2000), approvals: part(2000), hits: part(500), kills: part(20), parallel: 8 };
  console.log(`${size.bonuses} bonuses, ${size.approvals} approvals, ${size.hits} HITs, ${size.kills} kills`);
  const { kills, seconds, faults, paid } = await soak(size, report);
  console.log(
    `killed ${kills} times, ${faults} faults, ${seconds.toFixed(1)} s; everybody was paid exactly once: ${formatDollars(paid)}`,
  );
}

async function publish(): Promise<void> {
  const size = { bonuses: 0, approvals: 0, hits: part(2000), kills: part(20), parallel: 8 };
  console.log(`${size.hits} rows, ${size.kills} kills`);
  const { kills, seconds, faults } = await soak(size, report);
  console.log(
    `killed ${kills} times, ${faults} faults, ${seconds.toFixed(1)} s; each of ${size.hits} rows was published exactly once`,
  );
}

async function write(): Promise<void> {
  const size = { messages: part(1000), kills: part(10), parallel: 8 };
  console.log(`${size.messages} messages, ${size.kills} kills`);
  const { kills, sent, unclear, delivered } = await messageSoak(size, report);
  console.log(
    `killed ${kills} times; nobody was messaged twice: ${sent} sent, ${unclear} unclear, of which ${delivered} had arrived`,
  );
}

async function window(): Promise<void> {
  const size = { messages: part(1000), kills: part(10) };
  console.log(`${size.messages} messages from the workbench, ${size.kills} kills of the extension host`);
  const { messagesInWindow } = await import('./soak/messagesInWindow.ts');
  const { kills, sent, unclear, delivered } = await messagesInWindow(size, report);
  console.log(
    `killed ${kills} times; nobody was messaged twice: ${sent} sent, ${unclear} unclear, of which ${delivered} had arrived`,
  );
}

for (const [name, run] of Object.entries({ pay, publish, write, window }))
  if (only === undefined || only === name) await run();
