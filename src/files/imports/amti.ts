/** Batch folders of amti: `BATCHID`, `definition/`, and what was saved of the batch. */

import { counted } from '../../mturk/plurals.ts';
import { addObject } from './apiObjects.ts';
import { readJsonObjects } from './boto3.ts';
import { type Finder, fileName, folderOf, type Sink, type SourceFile } from './importedRows.ts';
import { isRecord, parsed } from './jsonValues.ts';
import { linesOf, wholeText } from './text.ts';

export const findAmtiBatches: Finder = async files => {
  const roots = files.filter(file => fileName(file) === 'BATCHID').map(folderOf);
  return roots.flatMap(root => {
    const inside = files.filter(({ path }) => path.startsWith(root));
    const has = (name: string): boolean => inside.some(({ path }) => path.startsWith(root + name));
    if (!has('definition/') && !has('data.jsonl')) return [];
    return [
      {
        path: root.slice(0, -1) || 'BATCHID',
        format: 'amti batch',
        files: inside,
        read: (sink: Sink) => readBatch(root, inside, sink),
      },
    ];
  });
};

async function readBatch(root: string, files: readonly SourceFile[], sink: Sink): Promise<void> {
  const file = (name: string): SourceFile | undefined => files.find(({ path }) => path === root + name);
  const batchFile = file('BATCHID');
  const batch = batchFile ? (await wholeText(batchFile)).trim() : '';
  const saved = files.filter(({ path }) => path.startsWith(`${root}results/`) && path.endsWith('.jsonl'));
  for (const each of saved) await readJsonObjects(each, object => addObject(object, sink));
  const live = file('_INCOMPLETE');
  if (live) await readLive(live, file, root, batch, sink);
  else if (saved.length === 0)
    sink.note(
      'assumed',
      'a batch that was never uploaded, or that stopped while it was uploaded: its HITs are unknown',
    );
}

/** A batch whose results were never saved: its HITs in the order of its rows, and what the definition says of them. */
async function readLive(
  live: SourceFile,
  file: (name: string) => SourceFile | undefined,
  root: string,
  batch: string,
  sink: Sink,
): Promise<void> {
  const ids: string[] = [];
  let typeId = '';
  await readJsonObjects(live, object => {
    if (Array.isArray(object.hit_ids)) ids.push(...object.hit_ids.filter(each => typeof each === 'string'));
    if (typeof object.hittype_id === 'string') typeId = object.hittype_id;
    return true;
  });
  const type = await properties(file('definition/hittypeproperties.json'));
  const hit = await properties(file('definition/hitproperties.json'));
  const { LifetimeInSeconds: _, ...settings } = { ...hit, ...type };
  for (const id of ids)
    addObject(
      {
        HITId: id,
        ...(typeId ? { HITTypeId: typeId } : {}),
        ...settings,
        ...(batch ? { RequesterAnnotation: `batch=${batch}` } : {}),
      },
      sink,
    );
  const data = file('data.jsonl');
  if (!data) return;
  let row = 0;
  for await (const line of linesOf(data)) {
    if (line.trim() === '') continue;
    const id = ids[row];
    row += 1;
    const inputs = parsed(line);
    if (id !== undefined && isRecord(inputs))
      sink.add({
        kind: 'Inputs',
        id,
        parent: id,
        fields: {
          HITId: id,
          Inputs: Object.entries(inputs).map(([name, value]) => [
            name,
            typeof value === 'string' ? value : JSON.stringify(value),
          ]),
        },
      });
  }
  if (row !== ids.length)
    sink.note('assumed', `${root}data.jsonl has ${counted(row, 'row')} for ${counted(ids.length, 'HIT')}`);
}

async function properties(file: SourceFile | undefined): Promise<Readonly<Record<string, unknown>>> {
  const found = file && parsed(await wholeText(file));
  return isRecord(found) ? found : {};
}
