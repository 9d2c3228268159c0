/**
 * What 10,000 workers with three qualifications each cost, pasted lists of 5,000 worker IDs, grants at a limit, and the pages of
 * workers, types and batches. `pages`, `reading`, `granting` or `workbench` measures one part alone.
 */
import { withPeople } from './people/data.ts';
import { measureGranting } from './people/granting.ts';
import { measurePages } from './people/pages.ts';
import { measureReading } from './people/reading.ts';
import { measureWorkbench } from './people/workbench.ts';

const [part] = process.argv.slice(2);
const wanted = (name: string) => part === undefined || part === name;

function report(what: string, value: string, asked = ''): void {
  console.log(`${what.padEnd(62)}${value.padStart(12)}  ${asked}`);
}

if (wanted('pages')) await measurePages(report);
if (wanted('granting')) await measureGranting(report);
if (wanted('reading') || wanted('workbench'))
  await withPeople(async file => {
    if (wanted('reading')) await measureReading(file, report);
    if (wanted('workbench')) await measureWorkbench(file, report);
  });
