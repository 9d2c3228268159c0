/** What the explorer costs with 10,000 HITs and 100,000 assignments. `listing` or `workbench` measures one part alone. */
import { measureListing } from './explorer/listing.ts';
import { measureWorkbench } from './explorer/workbench.ts';

const [part] = process.argv.slice(2);

function report(what: string, value: string, wanted = ''): void {
  console.log(`${what.padEnd(62)}${value.padStart(12)}  ${wanted}`);
}

if (part !== 'workbench') await measureListing(report);
if (part !== 'listing') await measureWorkbench(report);
