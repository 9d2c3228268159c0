/** A QuestionForm as its workers see it, of our own elements, with every control disabled (reference.md §6.4). */
import {
  type FormQuestion,
  type FreeTextAnswer,
  type QuestionForm,
  type Selection,
  type SelectionAnswer,
  styleOf,
} from '../../../mturk/questionForm.ts';
import { type Child, type Described, h } from '../../base/dom.ts';
import { foreign } from '../../base/visibleText.ts';
import { contentPart } from './previewContent.ts';

export function formPreview(form: QuestionForm): Described {
  return h(
    'div',
    // It scrolls and nothing in it takes the focus, so it has to itself.
    {
      key: 'form',
      attributes: { class: 'preview-form', role: 'group', tabindex: 0, 'aria-label': 'Preview of the form' },
    },
    form.parts.map(part =>
      part.kind === 'overview'
        ? h('div', 'overview', part.content.map(contentPart))
        : h(
            'div',
            'form-question',
            part.question.displayName !== undefined && h('p', 'quiet', foreign(part.question.displayName)),
            part.question.content.map(contentPart),
            part.question.required && h('p', 'quiet', 'Required'),
            ...answer(part.question),
          ),
    ),
  );
}

function answer({ identifier, answer: specification }: FormQuestion): Child[] {
  switch (specification.kind) {
    case 'freeText':
      return [freeText(specification, identifier)];
    case 'selection':
      return selection(specification, identifier);
    case 'fileUpload':
      return [h('input', { attributes: { type: 'file', disabled: true, 'aria-label': `File for ${identifier}` } })];
  }
}

function freeText({ lines, defaultText, numeric }: FreeTextAnswer, identifier: string): Described {
  const attributes = { disabled: true, 'aria-label': `Answer to ${identifier}` };
  if (lines > 1 || (defaultText ?? '') !== '')
    return h('textarea', { attributes: { ...attributes, rows: Math.min(lines, 12) } }, defaultText);
  return h('input', { attributes: { ...attributes, type: numeric ? 'number' : 'text' } });
}

function selection(specification: SelectionAnswer, identifier: string): Child[] {
  const { selections, other } = specification;
  const style = styleOf(specification);
  const otherField = other ? [h('label', 'choice', h('span', 'own', 'Other:'), freeText(other, identifier))] : [];
  if (style === 'radiobutton' || style === 'checkbox') {
    const type = style === 'radiobutton' ? 'radio' : 'checkbox';
    return [...selections.map(each => choice(each, type)), ...otherField];
  }
  return [
    h(
      'ul',
      'options',
      selections.map(each => h('li', '', contentPart(each.content))),
    ),
    h('p', 'quiet', 'Chosen from a list.'),
    ...otherField,
  ];
}

function choice({ content }: Selection, type: 'radio' | 'checkbox'): Described {
  return h(
    'label',
    'choice',
    h('input', { attributes: { type, disabled: true } }),
    h('span', '', contentPart(content)),
  );
}
