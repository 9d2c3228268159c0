import { projectPage } from '../../mturk/projectPage.ts';
import { invalidParameter } from '../serviceErrors.ts';

/** The whole page of a layout. Throws RequestError for a page of too many elements. */
export function layoutPage(html: string): string {
  try {
    return projectPage(html);
  } catch (error) {
    throw error instanceof RangeError ? invalidParameter(`The HITLayout can not be used: ${error.message}.`) : error;
  }
}
