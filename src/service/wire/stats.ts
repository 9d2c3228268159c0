/** Counts calls and errors per operation, since the start or the last reset. */
interface OperationStats {
  calls: number;
  errors: number;
}

export interface Stats {
  count(operation: string, failed: boolean): void;
  read(): Record<string, OperationStats>;
  clear(): void;
}

export function createStats(): Stats {
  const operations = new Map<string, OperationStats>();
  return {
    count: (operation, failed) => {
      const entry = operations.get(operation) ?? { calls: 0, errors: 0 };
      entry.calls += 1;
      if (failed) entry.errors += 1;
      operations.set(operation, entry);
    },
    read: () =>
      Object.fromEntries(
        [...operations].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, entry]) => [name, { ...entry }]),
      ),
    clear: () => operations.clear(),
  };
}
