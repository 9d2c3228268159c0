import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { addObject } from '../../../src/files/imports/apiObjects.ts';
import { type ImportedRecord, ImportProblem, type Sink } from '../../../src/files/imports/importedRows.ts';
import { visitJson } from '../../../src/files/imports/jsonStream.ts';

/** Bytes of memory that a file may take here. */
const most = 16_000;
const size = 500;

/** What is found in a file of any shape whose parts come one after the other. */
async function found(parts: Iterable<string>): Promise<ImportedRecord[]> {
  const records: ImportedRecord[] = [];
  const sink: Sink = { add: record => void records.push(record), note: () => undefined, zone: 'UTC' };
  async function* chunks() {
    for (const part of parts) yield Buffer.from(part);
  }
  await visitJson(chunks(), 'big.json', object => addObject(object, sink), most);
  return records;
}

function* list(
  of: (place: number) => unknown,
  [start, end]: readonly [string, string] = ['[', ']'],
): Generator<string> {
  yield start;
  for (let place = 0; place < size; place += 1) yield `${place > 0 ? ',' : ''}${JSON.stringify(of(place))}`;
  yield end;
}

const hit = (place: number) => ({ HITId: `3HIT${place}`, Title: 'Name the colour' });
const ResponseMetadata = { RequestId: '0', HTTPStatusCode: 200, HTTPHeaders: { date: 'today', 'x-amzn': 'y' } };

describe('large JSON', () => {
  it('takes no memory for what was read, whatever is around it', async () => {
    const shapes: Readonly<Record<string, Iterable<string>>> = {
      'one list of HITs': list(hit),
      'one response': list(hit, ['{"HITs":[', ']}']),
      'a list of responses': list(place => ({ HIT: hit(place), ResponseMetadata })),
      'a list of pages': list(place => ({ NumResults: 1, HITs: [hit(place)], ResponseMetadata })),
      'pages in a dump': list(place => ({ page: place, HITs: [hit(place)] }), ['{"pages":[', ']}']),
      'lists by ID': list(place => [hit(place)], ['{"all":[', ']}']),
      'JSON Lines': (function* () {
        for (let place = 0; place < size; place += 1) yield `${JSON.stringify({ HIT: hit(place) })}\n`;
      })(),
    };
    for (const [name, shape] of Object.entries(shapes)) assert.equal((await found(shape)).length, size, name);
  });

  it('takes no memory for responses without anything in them', async () => {
    assert.deepEqual(await found(list(() => ({ NumResults: 0, BonusPayments: [], ResponseMetadata }))), []);
  });

  it('is refused where too much is in it that nobody takes', async () => {
    const shapes: Readonly<Record<string, Iterable<string>>> = {
      objects: list(() => ({}), ['{"x":[', ']}']),
      lists: list(() => [], ['{"x":[', ']}']),
      texts: list(() => 'text', ['{"x":[', ']}']),
      members: (function* () {
        yield '{"a":1';
        for (let place = 0; place < size; place += 1) yield `,"m${place}":1`;
        yield '}';
      })(),
    };
    for (const [name, shape] of Object.entries(shapes))
      await assert.rejects(
        found(shape),
        (error: unknown) => error instanceof ImportProblem && /^big\.json holds more than 256 MB/.test(error.message),
        name,
      );
  });

  it('keeps what is inside of an object until it ends', async () => {
    const [record] = await found([
      JSON.stringify({ ...hit(1), QualificationRequirements: [{ Comparator: 'Exists' }] }),
    ]);
    assert.equal(JSON.stringify(record?.fields.QualificationRequirements), '[{"Comparator":"Exists"}]');
  });
});
