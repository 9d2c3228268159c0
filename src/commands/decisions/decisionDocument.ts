/** Which documents are decision files. */
import * as vscode from 'vscode';
import { formOf } from '../../files/decisionColumns.ts';

/** Lines of a file's beginning that are read: headings may stand on several, below blank ones. */
const headLines = 64;

/** By its headings. */
export function isDecisionFile(document: vscode.TextDocument): boolean {
  return formOf(document.getText(new vscode.Range(0, 0, headLines, 0))) !== undefined;
}

/** Whether a document is a file of rows by its name. */
export function isTable({ uri }: vscode.TextDocument): boolean {
  return /\.(?:csv|tsv|jsonl|ndjson)$/i.test(uri.path);
}
