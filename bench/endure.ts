/**
 * The long test of a workbench that is left alone: `npm run endure`, or `npm run endure -- --minutes 60`. It is idle beyond every
 * time-out in the code, sleeps, is reloaded, gets a second window, and its Local is restarted and reset, while a script and workers
 * go on at the service. After each of these, everything that it shows must be what an independent client reads.
 */
import { parseArgs } from 'node:util';
import { Workbench } from '../test/e2e/support/workbench.ts';
import { Endurance } from './endure/endurance.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '20' } } });
const minutes = Number(values.minutes);
if (!Number.isFinite(minutes) || minutes <= 0) throw new Error('--minutes takes a number of minutes');

const workbench = await Workbench.open();
const endurance = new Endurance(workbench, line => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`));
try {
  await endurance.run(minutes);
} finally {
  await endurance.close();
}
if (endurance.faults.length > 0) {
  console.error(`${endurance.faults.length} of ${endurance.checks} checks failed:\n${endurance.faults.join('\n')}`);
  process.exitCode = 1;
} else console.log(`Clean: ${endurance.checks} checks in ${minutes} minutes`);
