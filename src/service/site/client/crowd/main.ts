/** Stands in for crowd-html-elements.js: the common elements, written anew; docs/local-service.md says which. */
import { CrowdCheckbox, CrowdRadioButton, CrowdRadioGroup, CrowdToggleButton } from './choices.ts';
import {
  CrowdClassifier,
  CrowdClassifierMultiSelect,
  CrowdImageClassifier,
  CrowdImageClassifierMultiSelect,
} from './classifiers.ts';
import { CrowdButton, CrowdForm } from './form.ts';
import { CrowdInput, CrowdSlider, CrowdTextArea } from './inputs.ts';
import {
  ClassificationTarget,
  CrowdAlert,
  CrowdCard,
  CrowdTab,
  CrowdTabs,
  Instructions,
  notCovered,
  Plain,
  ShortInstructions,
} from './layout.ts';

const covered: Readonly<Record<string, CustomElementConstructor>> = {
  'crowd-input': CrowdInput,
  'crowd-text-area': CrowdTextArea,
  'crowd-slider': CrowdSlider,
  'crowd-checkbox': CrowdCheckbox,
  'crowd-toggle-button': CrowdToggleButton,
  'crowd-radio-button': CrowdRadioButton,
  'crowd-radio-group': CrowdRadioGroup,
  'crowd-classifier': CrowdClassifier,
  'crowd-classifier-multi-select': CrowdClassifierMultiSelect,
  'crowd-image-classifier': CrowdImageClassifier,
  'crowd-image-classifier-multi-select': CrowdImageClassifierMultiSelect,
  'classification-target': ClassificationTarget,
  'short-instructions': ShortInstructions,
  'full-instructions': Instructions,
  'crowd-instructions': class extends Plain {},
  'detailed-instructions': class extends Instructions {},
  'crowd-card': CrowdCard,
  'crowd-alert': CrowdAlert,
  'crowd-tabs': CrowdTabs,
  'crowd-tab': CrowdTab,
  'crowd-button': CrowdButton,
  'crowd-form': CrowdForm,
};

const missing = [
  'crowd-bounding-box',
  'crowd-entity-annotation',
  'crowd-instance-segmentation',
  'crowd-keypoint',
  'crowd-line',
  'crowd-polygon',
  'crowd-polyline',
  'crowd-semantic-segmentation',
  'crowd-modal',
  'crowd-toast',
];

for (const [name, element] of Object.entries(covered)) customElements.define(name, element);
for (const name of missing) customElements.define(name, notCovered(name));
