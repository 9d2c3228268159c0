/** Work on many things in their order. What they cost the service is the scheduler's matter; this only keeps few under way. */

/** As many as a client sends at a time, so that no slot stays empty for want of work. */
const width = 8;

/** Starts the work on each when an earlier one is done. Rejects with the first failure, and starts no more then. */
export async function inOrder<T>(items: Iterable<T>, work: (item: T) => Promise<unknown>): Promise<void> {
  const left = items[Symbol.iterator]();
  let failed = false;
  const worker = async () => {
    for (let next = left.next(); !next.done && !failed; next = left.next())
      await work(next.value).catch(error => {
        failed = true;
        throw error;
      });
  };
  await Promise.all(Array.from({ length: width }, worker));
}
