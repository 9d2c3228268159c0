/** Whose workers must not take part: `exclude` names batches, or definitions for all of their batches. */
import type { Excluded } from './definition.ts';
import { jsonValue, spanOf } from './jsonText.ts';
import type { Reading } from './reading.ts';

const batchId = /^[a-z0-9]{10}$/;
const definitionFile = /\.hit\.json$/i;
const most = 100;

/** The value of `exclude`, each entry once. What is neither a batch nor a definition is reported. */
export function excludedOf(reading: Reading): Excluded[] {
  const node = reading.node('exclude');
  if (!node) return [];
  const nodes = node.type === 'array' ? (node.children ?? []) : [node];
  if (nodes.length > most)
    reading.report('exclude', node, `“exclude” has at most ${most} entries, and this has ${nodes.length}.`);
  const found = new Map<string, Excluded>();
  for (const each of nodes.slice(0, most)) {
    const value = jsonValue(each);
    const span = spanOf(each);
    if (typeof value === 'string' && batchId.test(value)) found.set(value, { kind: 'batch', id: value, span });
    else if (typeof value === 'string' && definitionFile.test(value))
      found.set(value, { kind: 'definition', path: value, span });
    else
      reading.report(
        'exclude',
        each,
        '“exclude” takes definitions, such as "pilot.hit.json", and batch IDs of ten lowercase letters and digits.',
      );
  }
  return [...found.values()];
}
