/** What the review grid costs with 50,000 assignments: decoding in plain Node, everything else in the real workbench. */
import { measureDecoding } from './review/decoding.ts';
import { measureGrid } from './review/grid.ts';

measureDecoding();
await measureGrid();
