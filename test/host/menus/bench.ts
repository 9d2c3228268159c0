/** Where menu items are exercised: a world that is made anew when it was used up, and what a command did to it. */
import assert from 'node:assert/strict';
import { type CommandId, commands } from '../../../src/ids.ts';
import { localProfile } from '../../../src/profiles/profile.ts';
import { storageKeys } from '../../../src/storageKeys.ts';
import type { Node } from '../../../src/views/nodes.ts';
import type { ScriptedPrompts } from '../../support/scriptedPrompts.ts';
import { run } from '../support.ts';
import type { RowItem } from './rowItems.ts';
import { type Books, changedIds, idOf, makeWorld, readBooks, settled, type World } from './world.ts';

/** What commands offer because it was used before. */
const remembered = [
  storageKeys.rejectionReasons,
  storageKeys.approvalMessages,
  storageKeys.recentMessages,
  storageKeys.exclusionPrefix + localProfile.id,
];

const itself = /MTurk Workbench had an internal error/;

export class Bench {
  /** Whether something was changed in the world. */
  used = true;
  #world: World | undefined;
  /** What the service said last; nothing where something may have happened since. */
  #books: Books | undefined;

  get world(): World {
    assert.ok(this.#world, 'it was made');
    return this.#world;
  }

  /** Fresh samples, unless nobody touched the ones at hand. */
  async freshen(given?: RowItem['given']): Promise<void> {
    if (this.used || given) this.#world = await makeWorld();
    this.used = given !== undefined;
    await given?.(this.world);
    this.#books = undefined;
  }

  /** With so many things to act on, still or again. Gives some from all over, so that different kinds are among them. */
  async ready(item: RowItem, count: number, among = item.eligible): Promise<readonly Node[]> {
    // Workers who came since may have left no place, and the news of it be on its way.
    if (this.used) await this.world.account.refreshHITs();
    if (among(this.world).length < count) await this.freshen(item.given ?? (async () => undefined));
    const refs = among(this.world);
    assert.ok(refs.length >= count, 'the samples have something to act on');
    const step = Math.ceil(refs.length / 4);
    return refs.filter((_, index) => index % step === 0);
  }

  /** Runs a command as a menu does, and sees to it that it ended well, and acted on these things and on nothing else. */
  async operations(
    command: CommandId,
    item: RowItem,
    args: readonly unknown[],
    refs: readonly Node[],
  ): Promise<ScriptedPrompts> {
    const { world } = this;
    const { workbench, account } = world;
    const { memory } = workbench;
    const known = remembered.filter(key => memory.get(key) !== undefined);
    await Promise.all(known.map(key => memory.update(key, undefined)));
    const before = await this.#booksBefore();
    const reread = new Set<string>();
    const listening = account.onTouched(({ hitIds }) => {
      for (const id of hitIds) reread.add(id);
    });
    const prompts = await run(command, args, ...item.answers(refs.length));
    await settled(world);
    listening.dispose();
    assert.doesNotMatch(said(prompts), itself);
    const after = await readBooks(world);
    this.#books = after;
    const changed = changedIds(before, after);
    this.used ||= changed.length > 0;
    const seen = { account, prompts, before, after, reread, selection: world.explorer.hits.selection };
    if (item.acted) await item.acted(refs, seen);
    else assert.deepEqual(changed, refs.map(idOf).sort());
    return prompts;
  }

  /** Runs a command on rows that it can't act on, each by itself: it says so, and changes nothing. */
  async refuses(command: CommandId, item: RowItem, rows: readonly { what: string; args: readonly unknown[] }[]) {
    const before = await this.#booksBefore();
    for (const { what, args } of rows) {
      const prompts = await run(command, args);
      assert.doesNotMatch(said(prompts), itself);
      if (!item.silent) assert.match(said(prompts), /^(reportError|warn): /, what);
    }
    await settled(this.world);
    this.#books = await readBooks(this.world);
    assert.deepEqual(changedIds(before, this.#books), []);
  }

  /** Does something, and gives the ids of what it changed at the service. */
  async changesOf(something: () => unknown): Promise<string[]> {
    const before = await this.#booksBefore();
    await something();
    const after = await readBooks(this.world);
    this.#books = after;
    const changed = changedIds(before, after);
    this.used ||= changed.length > 0;
    return changed;
  }

  /** Handed out once: an operation that fails half way leaves none behind. */
  async #booksBefore(): Promise<Books> {
    const books = this.#books ?? (await readBooks(this.world));
    this.#books = undefined;
    return books;
  }

  /** Leaves the views as they were found. */
  async clear(): Promise<void> {
    const { arrangement } = this.world.explorer;
    await Promise.all([arrangement.group('repeated'), arrangement.groupReview('hit'), arrangement.sort('created')]);
    await run(commands.stopLocal, []);
  }
}

/** What a tree passes: without several selected rows, the clicked one alone. */
export function rowArguments(rows: readonly Node[]): readonly unknown[] {
  const [clicked] = rows;
  return rows.length > 1 ? [clicked, rows] : [clicked];
}

export function said({ said: all }: ScriptedPrompts): string {
  return all.map(({ kind, message }) => `${kind}: ${message}`).join('\n');
}

/** What a command acts on where rows are pointed at: they, or their HITs. */
export function meant({ hits }: RowItem, rows: readonly Node[]): readonly Node[] {
  if (!hits) return rows;
  const hitIds = new Set(rows.flatMap(row => ('hitId' in row ? [row.hitId] : [])));
  return [...hitIds].map(hitId => ({ kind: 'hit', hitId }));
}

/** Whether it is for so many rows. */
export function isFor({ single, two }: RowItem, count: number): boolean {
  if (two) return count === 2;
  return count === 1 || !single;
}
