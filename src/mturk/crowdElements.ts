/** Amazon's crowd elements, and which of them Local's worker site covers (reference.md §6.12; docs/task-pages.md has a row for each). */

/** Elements that Local draws and whose answers it posts. `test/unit/service/site/crowd.test.ts` compares this with what is defined. */
export const coveredCrowdElements = [
  'crowd-alert',
  'crowd-badge',
  'crowd-button',
  'crowd-card',
  'crowd-checkbox',
  'crowd-classifier',
  'crowd-classifier-multi-select',
  'crowd-fab',
  'crowd-form',
  'crowd-icon',
  'crowd-icon-button',
  'crowd-image-classifier',
  'crowd-image-classifier-multi-select',
  'crowd-input',
  'crowd-instructions',
  'crowd-modal',
  'crowd-question-answer-generation',
  'crowd-radio-button',
  'crowd-radio-group',
  'crowd-slider',
  'crowd-slider-label',
  'crowd-tab',
  'crowd-tabs',
  'crowd-text-area',
  'crowd-text-ranking',
  'crowd-toast',
  'crowd-toggle-button',
] as const;

const covered: ReadonlySet<string> = new Set(coveredCrowdElements);

export function isCoveredCrowdElement(name: string): boolean {
  return covered.has(name);
}

/** Names in one page; more say nothing new. */
const mostNames = 20;

/** The crowd elements of a page that Local does not cover, each once, in the order of the page. */
export function uncoveredCrowdElements(html: string): string[] {
  const names = new Set<string>();
  for (const [, name = ''] of html.matchAll(/<(crowd-[a-z0-9-]{1,60})(?=[\s/>])/gi)) {
    const lower = name.toLowerCase();
    if (!covered.has(lower)) names.add(lower);
    if (names.size === mostNames) break;
  }
  return [...names];
}
