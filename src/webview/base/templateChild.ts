/** What stands between the tags of a template: texts, which become text nodes and nothing else, and parts of pages. */
import type { nothing, TemplateResult } from 'lit/html.js';

export type Child = TemplateResult | string | number | typeof nothing | undefined | readonly Child[];
