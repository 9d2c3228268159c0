/** A QuestionForm as its workers see it, of our own elements, with every control disabled (reference.md §6.4). */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import {
  type FormQuestion,
  type FreeTextAnswer,
  type QuestionForm,
  type Selection,
  type SelectionAnswer,
  styleOf,
} from '../../../mturk/questionForm.ts';
import { foreign } from '../../base/visibleText.ts';
import { contentPart } from './previewContent.ts';

export function formPreview(form: QuestionForm): TemplateResult {
  // It scrolls and nothing in it takes the focus, so it has to itself.
  return html`<div class="preview-form" role="group" tabindex="0" aria-label="Preview of the form">${form.parts.map(
    part =>
      part.kind === 'overview'
        ? html`<div class="overview">${part.content.map(contentPart)}</div>`
        : formQuestion(part.question),
  )}</div>`;
}

function formQuestion(question: FormQuestion): TemplateResult {
  const { displayName, content, required } = question;
  return html`<div class="form-question">${
    displayName === undefined ? nothing : html`<p class="quiet">${foreign(displayName)}</p>`
  }${content.map(contentPart)}${required ? html`<p class="quiet">Required</p>` : nothing}${answer(question)}</div>`;
}

function answer({ identifier, answer: specification }: FormQuestion): TemplateResult {
  switch (specification.kind) {
    case 'freeText':
      return freeText(specification, identifier);
    case 'selection':
      return selection(specification, identifier);
    case 'fileUpload':
      return html`<input type="file" disabled aria-label=${`File for ${identifier}`} />`;
  }
}

function freeText({ lines, defaultText, numeric }: FreeTextAnswer, identifier: string): TemplateResult {
  const label = `Answer to ${identifier}`;
  if (lines > 1 || (defaultText ?? '') !== '')
    return html`<textarea
      disabled
      aria-label=${label}
      rows=${Math.min(lines, 12)}
      .defaultValue=${defaultText ?? ''}
    ></textarea>`;
  return html`<input disabled aria-label=${label} type=${numeric ? 'number' : 'text'} />`;
}

function selection(specification: SelectionAnswer, identifier: string): TemplateResult {
  const { selections, other } = specification;
  const style = styleOf(specification);
  const otherField = other
    ? html`<label class="choice"><span class="own">Other:</span>${freeText(other, identifier)}</label>`
    : nothing;
  if (style === 'radiobutton' || style === 'checkbox') {
    const type = style === 'radiobutton' ? 'radio' : 'checkbox';
    return html`${selections.map(each => choice(each, type))}${otherField}`;
  }
  const options = selections.map(each => html`<li>${contentPart(each.content)}</li>`);
  return html`<ul class="options">${options}</ul><p class="quiet">Chosen from a list.</p>${otherField}`;
}

function choice({ content }: Selection, type: 'radio' | 'checkbox'): TemplateResult {
  return html`<label class="choice"><input type=${type} disabled /><span>${contentPart(content)}</span></label>`;
}
