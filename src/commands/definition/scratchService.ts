/** The scratch Local as previews use it: found again when it has ended, and notified of the address at which the user's browser reaches it. */
import * as vscode from 'vscode';
import type { ScratchLease, ScratchLocal } from '../../local/scratch.ts';
import { siteAddress } from '../../local/siteAddress.ts';
import { withoutTrailing } from '../../mturk/trimming.ts';
import { PreviewHITs } from '../../trial/previewHIT.ts';
import { controlTrial, Refused } from '../../trial/trialCalls.ts';

interface Held {
  readonly lease: ScratchLease;
  readonly hits: PreviewHITs;
}

export class ScratchService {
  readonly #scratch: ScratchLocal;
  #held: Promise<Held> | undefined;
  #users = 0;

  constructor(scratch: ScratchLocal) {
    this.#scratch = scratch;
  }

  /** Keeps the service until what is given back is called. */
  join(): () => void {
    this.#users += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#users -= 1;
      if (this.#users === 0) this.#drop();
    };
  }

  /** Does a job; a service that was lost meanwhile is started again, once. Rejects with the service's words. */
  async run<T>(job: (hits: PreviewHITs, workerSite: string) => Promise<T>): Promise<T> {
    const attempt = async () => {
      const { hits, lease } = await this.#hold();
      return job(hits, lease.local.workerSite);
    };
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof Refused || error instanceof RangeError) throw error;
      this.#drop();
      return attempt();
    }
  }

  #hold(): Promise<Held> {
    if (this.#held) return this.#held;
    const held = this.#start();
    this.#held = held;
    held.catch(() => {
      if (this.#held === held) this.#held = undefined;
    });
    return held;
  }

  async #start(): Promise<Held> {
    const lease = await this.#scratch.acquire();
    try {
      const { site, content } = await controlTrial(lease.local, 'reach');
      await controlTrial(lease.local, 'reach', await reachOf(String(site), String(content)));
      return { lease, hits: new PreviewHITs(lease.local) };
    } catch (error) {
      lease.release();
      throw error;
    }
  }

  #drop(): void {
    const held = this.#held;
    this.#held = undefined;
    held?.then(
      ({ lease }) => lease.release(),
      () => undefined,
    );
  }
}

/** In a remote window or a browser VS Code gives other addresses; one that leads nowhere is left out. */
async function reachOf(site: string, content: string): Promise<{ site: string; content: string | null }> {
  const external = async (address: string) =>
    withoutTrailing((await vscode.env.asExternalUri(vscode.Uri.parse(address, true))).toString(true), '/');
  const own = await siteAddress(site, external);
  // The content's port answers no page at its root: only what precedes it says that it is not there.
  const far = await external(content);
  return { site: own.address, content: own.broken === undefined ? far : content };
}
