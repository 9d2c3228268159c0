/** Trees of hostile HTML, kept to a size. */
import { type DefaultTreeAdapterMap, defaultTreeAdapter, type TreeAdapter } from 'parse5';

/** A page of a few thousand tags can make millions of elements, because unclosed formatting is opened again and again. */
const mostElements = 30_000;

/** For one call of `parse`, which throws RangeError where the page makes more elements than any real one has. */
export function boundedTree(): TreeAdapter<DefaultTreeAdapterMap> {
  let count = 0;
  return {
    ...defaultTreeAdapter,
    createElement: (...given) => {
      if (++count > mostElements) throw new RangeError(`the page has more than ${mostElements} elements`);
      return defaultTreeAdapter.createElement(...given);
    },
  };
}
