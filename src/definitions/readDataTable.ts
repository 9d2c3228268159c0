import { TimeSlices } from '../mturk/timeSlices.ts';
import { readCsvTable } from './csvDataTable.ts';
import type { DataFormat, DataTable } from './dataTable.ts';
import { readJsonTable } from './jsonDataTable.ts';

/** Finds the rows of a text, in slices. Rejects only with the signal's reason. */
export function readDataTable(text: string, format: DataFormat, signal?: AbortSignal): Promise<DataTable> {
  const slices = new TimeSlices(signal);
  return format === 'json' || format === 'jsonl'
    ? readJsonTable(text, format, slices)
    : readCsvTable(text, format, slices);
}
