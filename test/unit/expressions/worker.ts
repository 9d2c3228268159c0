/** Runs one text function over all hostile lines, beside the test, which can give up on it. */
import { parentPort } from 'node:worker_threads';
import { hostileLines } from './hostileLines.ts';
import { textFunctions } from './textFunctions.ts';

parentPort?.on('message', (name: string) => {
  const work = textFunctions.get(name);
  let problem = work ? undefined : `there is no ${name}`;
  for (const line of hostileLines)
    try {
      work?.(line);
    } catch (error) {
      problem ??= `${JSON.stringify(line.slice(0, 20))}: ${error instanceof Error ? error.stack : String(error)}`;
    }
  parentPort?.postMessage(problem);
});
