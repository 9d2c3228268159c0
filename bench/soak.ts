/** The long test of the ledger: `npm run soak` in full size, `npm run soak -- 0.1` in a tenth of it. */
import { formatDollars } from '../src/mturk/money.ts';
import { messageSoak } from '../test/support/messageSoak.ts';
import { soak } from '../test/support/soak.ts';

const share = Number(process.argv[2] ?? 1);
const part = (count: number) => Math.max(1, Math.round(count * share));
const size = {
  bonuses: part(2000),
  approvals: part(2000),
  hits: part(500),
  kills: part(20),
  parallel: 8,
};
console.log(`${size.bonuses} bonuses, ${size.approvals} approvals, ${size.hits} HITs, ${size.kills} kills`);
const { kills, seconds, faults, paid } = await soak(size, words => console.log(`  ${words}`));
console.log(
  `killed ${kills} times, ${faults} faults, ${seconds.toFixed(1)} s; everybody was paid exactly once: ${formatDollars(paid)}`,
);

const messages = { messages: part(1000), kills: part(10), parallel: 8 };
console.log(`${messages.messages} messages, ${messages.kills} kills`);
const told = await messageSoak(messages, words => console.log(`  ${words}`));
console.log(
  `killed ${told.kills} times; nobody was told twice: ${told.sent} sent, ${told.unclear} unclear, of which ${told.delivered} had arrived`,
);
