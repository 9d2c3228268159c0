/** Every question and message that the user sees goes through here, so that tests can answer them. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Choice, InputRequest } from './choices.ts';
import { KeyboardReturn } from './keyboardReturn.ts';
import { detailText, messageText } from './plain.ts';
import type { InputStep, PickStep } from './steps.ts';
import { webviewKeyboard } from './webviewKeyboard.ts';
import type { Back } from './wizard.ts';

export type { Choice, InputRequest } from './choices.ts';

export interface Confirmation {
  readonly message: string;
  readonly detail?: string;
  /** The word on the button: a verb. */
  readonly action: string;
  /** For what costs real money or can't be undone. */
  readonly warning: boolean;
}

/** A file to be chosen. */
export interface FileRequest {
  readonly title: string;
  /** The word on the button. */
  readonly action: string;
  /** Names of kinds of files with their endings, without a dot. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

export interface SaveRequest extends FileRequest {
  /** The suggested name, in the first folder of the workspace or the home folder. */
  readonly name: string;
}

/** All of them answer `undefined` or `false` when the user walks away. */
export interface Prompts {
  pick<T>(title: string, placeholder: string, choices: readonly Choice<T>[]): Promise<T | undefined>;
  pickMany<T>(title: string, placeholder: string, choices: readonly Choice<T>[]): Promise<readonly T[] | undefined>;
  input(request: InputRequest): Promise<string | undefined>;
  /** Questions of a wizard, which can be gone back from. */
  pickStep<T>(request: PickStep<T>): Promise<T | Back | undefined>;
  inputStep(request: InputStep): Promise<string | Back | undefined>;
  confirm(confirmation: Confirmation): Promise<boolean>;
  /** A confirmation with further ways out; answers the word on the button. */
  decide(confirmation: Confirmation, ...alternatives: string[]): Promise<string | undefined>;
  saveFile(request: SaveRequest): Promise<vscode.Uri | undefined>;
  openFile(request: FileRequest): Promise<vscode.Uri | undefined>;
  /** Several files, or several folders: dialogs of most systems show one or the other. */
  openMany(request: FileRequest & { readonly folders: boolean }): Promise<readonly vscode.Uri[] | undefined>;
  /**
   * A message. With actions it answers the one that was chosen, whenever that is: a message can stay for as long as the window
   * is open, so nothing may be held meanwhile. A message without actions is not awaited.
   */
  inform(message: string, ...actions: string[]): Promise<string | undefined>;
  warn(message: string, ...actions: string[]): Promise<string | undefined>;
  reportError(message: string, ...actions: string[]): Promise<string | undefined>;
  /** Opens an address of the machine that the extension runs on in the user's browser. */
  browse(address: string): Promise<void>;
}

/** The lists and boxes, loaded with the first one. */
const boxes = async () => ({ ...(await import('./listPick.ts')), ...(await import('./steps.ts')) });

const keyboardReturn = new KeyboardReturn({
  now: () => performance.now(),
  wait: delay,
  toWebview: () => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview,
  isHeld: () => webviewKeyboard.isHeld,
  held: () => webviewKeyboard.held(),
});

export const windowPrompts: Prompts = {
  async pick(title, placeholder, choices) {
    const { listPick, longFrom, entryOf } = await boxes();
    if (choices.length >= longFrom)
      return (await keyboardReturn.after(listPick(title, placeholder, choices, false)))?.[0];
    const picked = await keyboardReturn.after(
      vscode.window.showQuickPick(choices.map(entryOf), listOptions(title, placeholder)),
    );
    return picked?.value;
  },
  async pickMany(title, placeholder, choices) {
    const { listPick } = await boxes();
    return keyboardReturn.after(listPick(title, placeholder, choices, true));
  },
  async input(request) {
    return keyboardReturn.after(
      vscode.window.showInputBox({
        title: messageText(request.title),
        prompt: messageText(request.prompt),
        ignoreFocusOut: true,
        ...(request.value === undefined ? {} : { value: request.value }),
        ...(request.placeholder === undefined ? {} : { placeHolder: messageText(request.placeholder) }),
        ...(request.secret ? { password: true } : {}),
        validateInput: text => objection(request.check?.(text)) ?? information(request.preview?.(text)),
      }),
    );
  },
  pickStep: async request => keyboardReturn.after((await boxes()).showPickStep(request)),
  inputStep: async request => keyboardReturn.after((await boxes()).showInputStep(request)),
  async confirm(confirmation) {
    return (await windowPrompts.decide(confirmation)) === confirmation.action;
  },
  async decide({ message: question, detail, action, warning }, ...alternatives) {
    const message = messageText(question);
    await keyboardReturn.over();
    const options = { modal: true, ...(detail ? { detail: detailText(detail) } : {}) };
    return warning
      ? vscode.window.showWarningMessage(message, options, action, ...alternatives)
      : vscode.window.showInformationMessage(message, options, action, ...alternatives);
  },
  async saveFile({ title, action, filters, name }) {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    return vscode.window.showSaveDialog({
      title,
      saveLabel: action,
      filters: mutable(filters),
      defaultUri: folder ? vscode.Uri.joinPath(folder, name) : vscode.Uri.file(join(homedir(), name)),
    });
  },
  async openFile({ title, action, filters }) {
    const [uri] = (await vscode.window.showOpenDialog({ title, openLabel: action, filters: mutable(filters) })) ?? [];
    return uri;
  },
  async openMany({ title, action, filters, folders }) {
    const what = { canSelectFiles: !folders, canSelectFolders: folders, canSelectMany: true };
    const shown = folders ? {} : { filters: mutable(filters) };
    return vscode.window.showOpenDialog({ title, openLabel: action, ...what, ...shown });
  },
  async inform(message, ...actions) {
    const shown = vscode.window.showInformationMessage(messageText(message), ...actions);
    return actions.length > 0 ? shown : undefined;
  },
  async warn(message, ...actions) {
    const shown = vscode.window.showWarningMessage(messageText(message), ...actions);
    return actions.length > 0 ? shown : undefined;
  },
  async reportError(message, ...actions) {
    const shown = vscode.window.showErrorMessage(messageText(message), ...actions);
    return actions.length > 0 ? shown : undefined;
  },
  async browse(address) {
    // Over SSH or in a container the address is elsewhere than the browser: VS Code knows the way.
    await vscode.env.openExternal(vscode.Uri.parse(address));
  },
};

function listOptions(title: string, placeholder: string) {
  return {
    title: messageText(title),
    placeHolder: messageText(placeholder),
    matchOnDescription: true,
    matchOnDetail: true,
  };
}

function objection(message: string | undefined): string | undefined {
  return message === undefined ? undefined : messageText(message);
}

function information(message: string | undefined): vscode.InputBoxValidationMessage | undefined {
  return message === undefined
    ? undefined
    : { message: messageText(message), severity: vscode.InputBoxValidationSeverity.Info };
}

function mutable(filters: FileRequest['filters']): Record<string, string[]> {
  return Object.fromEntries(Object.entries(filters).map(([name, endings]) => [name, [...endings]]));
}
