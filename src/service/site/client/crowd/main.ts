/** Stands in for crowd-html-elements.js: Amazon's elements, written anew; docs/task-pages.md says which and what they answer. */
import { type coveredCrowdElements, isCoveredCrowdElement } from '../../../../mturk/crowdElements.ts';
import { CrowdBadge, CrowdButton, CrowdFab, CrowdIcon, CrowdIconButton } from './buttons.ts';
import { CrowdCheckbox, CrowdRadioButton, CrowdRadioGroup, CrowdToggleButton } from './choices.ts';
import {
  CrowdClassifier,
  CrowdClassifierMultiSelect,
  CrowdImageClassifier,
  CrowdImageClassifierMultiSelect,
} from './classifiers.ts';
import { type CrowdElementClass, define } from './element.ts';
import { CrowdForm } from './form.ts';
import { CrowdInput, CrowdTextArea } from './inputs.ts';
import { CrowdAlert, CrowdCard, CrowdTab, CrowdTabs, CrowdToast, notCovered, Plain } from './layout.ts';
import { whenRead } from './make.ts';
import { CrowdQuestionAnswerGeneration } from './pairs.ts';
import { CrowdTextRanking } from './ranking.ts';
import { CrowdSlider, CrowdSliderLabel } from './slider.ts';
import {
  CrowdInstructions,
  CrowdModal,
  FullInstructions,
  NegativeExample,
  PositiveExample,
  Region,
} from './windows.ts';

type Covered = Exclude<(typeof coveredCrowdElements)[number], 'crowd-form'>;

/** Containers before what they hold. */
const elements: Readonly<Record<Covered, CrowdElementClass>> = {
  'crowd-alert': CrowdAlert,
  'crowd-badge': CrowdBadge,
  'crowd-card': CrowdCard,
  'crowd-icon': CrowdIcon,
  'crowd-instructions': CrowdInstructions,
  'crowd-modal': CrowdModal,
  'crowd-tabs': CrowdTabs,
  'crowd-tab': CrowdTab,
  'crowd-toast': CrowdToast,
  'crowd-radio-group': CrowdRadioGroup,
  'crowd-radio-button': CrowdRadioButton,
  'crowd-checkbox': CrowdCheckbox,
  'crowd-toggle-button': CrowdToggleButton,
  'crowd-input': CrowdInput,
  'crowd-text-area': CrowdTextArea,
  'crowd-slider': CrowdSlider,
  'crowd-slider-label': CrowdSliderLabel,
  'crowd-classifier': CrowdClassifier,
  'crowd-classifier-multi-select': CrowdClassifierMultiSelect,
  'crowd-image-classifier': CrowdImageClassifier,
  'crowd-image-classifier-multi-select': CrowdImageClassifierMultiSelect,
  'crowd-text-ranking': CrowdTextRanking,
  'crowd-question-answer-generation': CrowdQuestionAnswerGeneration,
  'crowd-button': CrowdButton,
  'crowd-icon-button': CrowdIconButton,
  'crowd-fab': CrowdFab,
};

/** Parts of others, which have no `crowd-` in their names. */
const regions: Readonly<Record<string, CrowdElementClass>> = {
  'classification-target': Plain,
  'short-instructions': class extends Plain {},
  'full-instructions': FullInstructions,
  'detailed-instructions': class extends FullInstructions {},
  'short-summary': class extends Region {},
  'positive-example': PositiveExample,
  'negative-example': NegativeExample,
};

/** Amazon's script defines its elements once, however often a page loads it. */
if (!customElements.get('crowd-form')) {
  for (const [name, element] of Object.entries({ ...elements, ...regions })) define(name, element);
  customElements.define('crowd-form', CrowdForm);
  sayWhatIsMissing();
  whenRead(ready);
}

/** Any other `crowd-…` that the page has now or gets later. */
function sayWhatIsMissing(): void {
  const look = (root: ParentNode & Node): void => {
    const all = root instanceof Element ? [root, ...root.querySelectorAll('*')] : [...root.querySelectorAll('*')];
    for (const { localName } of all)
      if (localName.startsWith('crowd-') && !isCoveredCrowdElement(localName) && !customElements.get(localName))
        define(localName, notCovered(localName));
  };
  new MutationObserver(records => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) look(node);
  }).observe(document, { childList: true, subtree: true });
  look(document);
}

/** After the page's own scripts that wait for its markup, which may be the ones that listen. */
function ready(): void {
  setTimeout(() =>
    setTimeout(() => document.dispatchEvent(new CustomEvent('all-crowd-elements-ready', { bubbles: true }))),
  );
}
