/** Decoding ten thousand typical answers. */
import { decodeDocument } from '../../src/mturk/answers.ts';
import { decodeRow } from '../../src/review/decode.ts';
import { report } from '../support/measure.ts';
import { answerOf } from './data.ts';

const count = 10_000;

export function measureDecoding(): void {
  const answers = Array.from({ length: count }, (_, index) => answerOf(index, index % 100));
  const timeOf = (decode: (xml: string) => unknown): number => {
    const started = performance.now();
    for (const xml of answers) decode(xml);
    return performance.now() - started;
  };
  const typical = timeOf(decodeRow);
  report(`decoding ${count} answers of ten fields`, `${typical.toFixed(0)} ms`, {
    words: '< 1 s',
    met: typical < 1000,
  });
  report('the same by the XML parser, for answers of other forms', `${timeOf(decodeDocument).toFixed(0)} ms`);
}
