/** The long attack on Local: `npm run fuzz` in full size, `npm run fuzz -- 3000 [seed]` for fewer requests. */
import { fuzz } from '../test/support/fuzz.ts';

const count = Number(process.argv[2] ?? 39_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
console.log(`${count} requests, seed ${seed}`);
const { statuses, failures, simulations, days } = await fuzz(count, seed, words => console.log(`  ${words}`));
console.log(`answers by status: ${JSON.stringify(statuses)}`);
console.log(
  `simulations: ${simulations.map(({ state, error }) => (error ? `${state} (${error})` : state)).join(', ')}`,
);
console.log(`${days} days of clock`);
console.log(failures.length === 0 ? 'no unexpected 5xx, no hang, all answered' : `${failures.length} failures`);
process.exitCode = failures.length === 0 ? 0 : 1;
