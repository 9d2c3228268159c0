/** The texts of a folder that may be part of a study, within bounds. */
import * as vscode from 'vscode';
import type { StudyFiles } from '../../definitions/convert/converted.ts';
import { decodeText } from '../../definitions/utf8.ts';

/** What is not UTF-8 was written by a spreadsheet of Windows. The files that are made of it are UTF-8. */
function textIn(bytes: Uint8Array): string {
  const decoded = decodeText(bytes);
  return decoded.ok ? decoded.text : new TextDecoder('windows-1252').decode(bytes);
}

const wanted = /\.(?:json|jsonl|j2|txt|ya?ml|properties|question|input|cfg|py|html?|csv|tsv|xml)$/i;
const passedOver: ReadonlySet<string> = new Set(['node_modules', '__pycache__', 'venv', 'results']);
const mostFiles = 500;
/** Bytes of a file: settings and templates are small, and data files of this size are copied. */
const largest = 8 * 1024 * 1024;
const mostBytes = 64 * 1024 * 1024;
const deepest = 4;

/** Of a file, the texts of its folder. Files that can't be read are passed over. */
export async function readStudy(at: vscode.Uri): Promise<StudyFiles> {
  const files = new Map<string, string>();
  const { type } = await vscode.workspace.fs.stat(at);
  const root = type & vscode.FileType.Directory ? at : vscode.Uri.joinPath(at, '..');
  const name = root.path.slice(root.path.lastIndexOf('/') + 1);
  let bytes = 0;
  const read = async (folder: vscode.Uri, shown: string, depth: number): Promise<void> => {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    for (const [entry, kind] of entries.sort(([one], [other]) => (one < other ? -1 : 1))) {
      if (files.size >= mostFiles || bytes >= mostBytes) return;
      if (entry.startsWith('.') || kind & vscode.FileType.SymbolicLink) continue;
      const uri = vscode.Uri.joinPath(folder, entry);
      if (kind & vscode.FileType.Directory) {
        if (depth < deepest && !passedOver.has(entry)) await read(uri, `${shown}/${entry}`, depth + 1);
      } else if (wanted.test(entry) && !entry.endsWith('.hit.json')) {
        const { size } = await vscode.workspace.fs.stat(uri);
        if (size > largest) continue;
        bytes += size;
        files.set(`${shown}/${entry}`, textIn(await vscode.workspace.fs.readFile(uri)));
      }
    }
  };
  await read(root, name, 0);
  return files;
}
