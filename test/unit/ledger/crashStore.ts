/** A journal file whose process can die at any step, and whose machine can lose what was not synced. */
import type { JournalStore } from '../../../src/ledger/journalStore.ts';

export class Disk {
  /** What the operating system has. */
  bytes = Buffer.alloc(0);
  /** Up to here it is on the disk. */
  synced = 0;

  /** What is left after a power cut: all that was synced, and some of the rest. */
  powerCut(share: number): void {
    const kept = this.synced + Math.floor((this.bytes.length - this.synced) * share);
    this.bytes = this.bytes.subarray(0, kept);
    this.synced = kept;
  }

  /** The file as one process sees it; `step` is passed before and after each effect, and may never return. */
  store(step: () => Promise<void>, tear: () => number): JournalStore {
    return {
      size: async () => this.bytes.length,
      read: async (position, length) => this.bytes.subarray(position, position + length),
      append: async more => {
        await step();
        // A process may die in the middle of a write.
        const first = Math.floor(more.length * tear());
        this.bytes = Buffer.concat([this.bytes, more.subarray(0, first)]);
        await step();
        this.bytes = Buffer.concat([this.bytes, more.subarray(first)]);
        await step();
      },
      sync: async () => {
        await step();
        this.synced = this.bytes.length;
        await step();
      },
      truncate: async size => {
        await step();
        this.bytes = this.bytes.subarray(0, size);
        this.synced = Math.min(this.synced, size);
      },
      close: async () => {},
    };
  }
}
