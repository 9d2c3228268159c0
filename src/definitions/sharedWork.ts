/** Work that callers share while each may abort its own part. */

/**
 * The result of work that somebody began with another signal. Where that was aborted and this one is not, the work is done again.
 */
export async function shared<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
  again: () => Promise<T>,
): Promise<T> {
  try {
    return await work;
  } catch {
    signal?.throwIfAborted();
    return again();
  }
}
