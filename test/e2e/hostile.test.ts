/**
 * A service that tells nothing but hostile things, in the real workbench: nothing runs, nothing is asked for, nothing moves
 * out of its place, and what is told stays readable and usable. One window for all of it; each file beside this one walks a part.
 */
import { files } from './hostile/files.ts';
import { panels } from './hostile/panels.ts';
import { useHostile } from './hostile/setting.ts';
import { failures, qualifications, rowsOfViews } from './hostile/views.ts';
import { words } from './hostile/words.ts';

describe('what a hostile service tells', () => {
  const hostile = useHostile();
  rowsOfViews(hostile);
  qualifications(hostile);
  words(hostile);
  panels(hostile);
  files(hostile);
  failures(hostile);
});
