/** Messages to workers that were used before, the last used first, with those that settings add. */
import type * as vscode from 'vscode';
import { storageKeys } from '../../storageKeys.ts';
import { readRejectionReasons } from '../../ui/readSettings.ts';

/** Older ones are forgotten. */
const mostMessages = 50;

export class MessageLibrary {
  readonly #memory: Pick<vscode.Memento, 'get' | 'update'>;
  readonly #key: string;
  readonly #given: () => readonly string[];

  /** `given` are messages that are always there, whoever used them. */
  constructor(memory: Pick<vscode.Memento, 'get' | 'update'>, key: string, given: () => readonly string[] = () => []) {
    this.#memory = memory;
    this.#key = key;
    this.#given = given;
  }

  /** The user's own, the last used first. */
  get own(): readonly string[] {
    const kept = this.#memory.get<unknown>(this.#key);
    return Array.isArray(kept) ? kept.filter(each => typeof each === 'string') : [];
  }

  /** Those of the settings that the user has not used yet. */
  get given(): readonly string[] {
    const { own } = this;
    const texts = this.#given().map(each => each.trim());
    return [...new Set(texts)].filter(each => each !== '' && !own.includes(each));
  }

  /** Puts a message first. */
  async use(text: string): Promise<void> {
    const rest = this.own.filter(each => each !== text);
    await this.#memory.update(this.#key, [text, ...rest].slice(0, mostMessages));
  }

  /** Puts a message in the place of another. */
  async replace(old: string, text: string): Promise<void> {
    const others = this.own.filter(each => each === old || each !== text);
    await this.#memory.update(
      this.#key,
      others.map(each => (each === old ? text : each)),
    );
  }

  async remove(text: string): Promise<void> {
    await this.#memory.update(
      this.#key,
      this.own.filter(each => each !== text),
    );
  }
}

export function rejectionReasons(memory: vscode.Memento): MessageLibrary {
  return new MessageLibrary(memory, storageKeys.rejectionReasons, readRejectionReasons);
}

export function approvalMessages(memory: vscode.Memento): MessageLibrary {
  return new MessageLibrary(memory, storageKeys.approvalMessages);
}
