/** The dialogs for archive files. */
import type { FileRequest, SaveRequest } from '../../ui/prompts.ts';

export const archiveExtension = 'mturk-archive';
const filters: FileRequest['filters'] = { 'MTurk archives': [archiveExtension] };

export function saveRequest(title: string, name: string): SaveRequest {
  return { title, action: 'Save', filters, name: `${name}.${archiveExtension}` };
}

export function openRequest(title: string, action: string): FileRequest {
  return { title, action, filters };
}
