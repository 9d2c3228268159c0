/** A definition with many rows, and the plan that publishes it. */
import { type LoadedDefinition, loadDefinition } from '../../src/definitions/load.ts';
import { allHITs, type Publication, publication } from '../../src/definitions/publishing.ts';
import type { BatchFacts } from '../../src/ledger/batch.ts';

const page = `<form action="https://www.mturk.com/mturk/externalSubmit"><p>${'Read and judge. '.repeat(40)}</p><b>\${word}</b><input name="answer"><button>Submit</button></form>`;

/** A definition of so many rows, with a page of some length. */
function manyRows(rows: number, html = page): Promise<LoadedDefinition> {
  const data = ['word', ...Array.from({ length: rows }, (_, at) => `word ${at + 1}`)].join('\n');
  const definition = {
    Title: 'Published while it hails',
    Description: 'One of many.',
    Reward: '0.10',
    duration: '10 min',
    lifetime: '1 day',
    RequesterAnnotation: 'soak',
    question: 'page.html',
    data: 'rows.csv',
  };
  return loadDefinition(JSON.stringify(definition), {
    find: async path => ({ ok: true, version: '1', content: async () => (path === 'rows.csv' ? data : html) }),
  });
}

export const batchFacts: BatchFacts = {
  id: 'soaksoak23',
  name: 'soak',
  definition: 'file:///soak.hit.json',
  definitionHash: '',
  columns: ['word'],
  rows: 0,
};

export async function batchOf(rows: number): Promise<Publication & { readonly batch: BatchFacts }> {
  const loaded = await manyRows(rows);
  const ids = { environment: 'local', idOf: () => undefined };
  return { batch: { ...batchFacts, rows }, ...(await publication(loaded, batchFacts.id, allHITs(loaded), ids)) };
}
