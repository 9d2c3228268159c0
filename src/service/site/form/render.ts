/** A QuestionForm as a form of the site's own page, with what was filled in and what is wrong with it (reference.md §6.4). */
import { counted } from '../../../mturk/plurals.ts';
import {
  type FormQuestion,
  type FreeTextAnswer,
  type QuestionForm,
  type Selection,
  type SelectionAnswer,
  styleOf,
} from '../../../mturk/questionForm.ts';
import { type Content, type Html, html, nothing } from '../html.ts';
import { contentHtml, contentPart } from './formContent.ts';
import { choiceName, choiceValue, type Entry, emptyEntry, type Filled, otherValue, textName } from './read.ts';

interface FormOptions {
  /** Undefined for a preview, which can't be sent. */
  readonly action: string | undefined;
  /** Hidden fields. */
  readonly hidden: Content;
  readonly submitLabel: string;
  /** What came back with problems. */
  readonly filled?: Extract<Filled, { ok: false }>;
}

interface Place {
  readonly index: number;
  readonly entry: Entry;
  readonly problem: string | undefined;
  /** Ids of what describes the question: hint and problem. */
  readonly described: string;
  /** Whether it only shows. Each field is disabled then, and not the set of them: what scrolls among them is still for the keyboard. */
  readonly disabled: boolean;
}

export function formHtml(form: QuestionForm, { action, hidden, submitLabel, filled }: FormOptions): Html {
  const count = form.parts.filter(({ kind }) => kind === 'question').length;
  let index = -1;
  const parts = form.parts.map(part => {
    if (part.kind === 'overview') return html`<div class="card content overview">${contentHtml(part.content)}</div>`;
    index += 1;
    return questionHtml(part.question, { index, count, filled, disabled: action === undefined });
  });
  if (action === undefined)
    return html`<form class="question-form" aria-label="Preview of the questions"><fieldset class="plain"><legend class="hidden">Questions. Accept the HIT to answer them.</legend>${parts}</fieldset></form>`;
  return html`<form class="question-form" method="post" action="${action}" novalidate aria-label="Questions">${hidden}
${filled ? summary(form, filled) : nothing}
${parts}
<div class="actions"><button class="primary">${submitLabel}</button></div></form>`;
}

function summary(form: QuestionForm, { problems }: Extract<Filled, { ok: false }>): Html {
  const names = form.parts.flatMap(part => (part.kind === 'question' ? [part.question] : []));
  return html`<div class="notice bad" role="alert" tabindex="-1" autofocus id="problems"><p>${counted(problems.size, 'answer')} ${problems.size === 1 ? 'needs' : 'need'} another look:</p>
<ul>${[...problems].map(([index, words]) => html`<li><a href="#question-${index}">${names[index]?.displayName || `Question ${index + 1}`}</a>: ${words}</li>`)}</ul></div>`;
}

interface Asked {
  readonly index: number;
  /** How many questions the form has. */
  readonly count: number;
  readonly filled: FormOptions['filled'];
  readonly disabled: boolean;
}

function questionHtml(question: FormQuestion, { index, count, filled, disabled }: Asked): Html {
  const { answer, displayName } = question;
  const problem = filled?.problems.get(index);
  const hint = hintOf(answer);
  const described = [hint ? `q${index}-hint` : '', problem ? `q${index}-problem` : ''].filter(Boolean).join(' ');
  const initial = answer.kind === 'freeText' ? { chosen: [], text: answer.defaultText ?? '' } : emptyEntry;
  const place: Place = { index, entry: filled?.entries[index] ?? initial, problem, described, disabled };
  return html`<div class="card question${problem ? ' wrong' : ''}" id="question-${index}" role="group" aria-labelledby="${count > 1 ? `q${index}-number ` : ''}q${index}-label">
${count > 1 ? html`<p class="number" id="q${index}-number">Question ${index + 1} of ${count}</p>` : nothing}
<div class="content" id="q${index}-label">${displayName ? html`<h2>${displayName}</h2>` : nothing}${contentHtml(question.content)}${question.required ? html`<p class="required">Required</p>` : nothing}</div>
${answerHtml(question, place)}
${hint ? html`<p class="hint" id="q${index}-hint">${hint}</p>` : nothing}
${problem ? html`<p class="error" id="q${index}-problem">${problem}</p>` : nothing}
</div>`;
}

function answerHtml({ answer, required }: FormQuestion, place: Place): Html {
  switch (answer.kind) {
    case 'freeText':
      return textField(answer, place, html` aria-labelledby="q${place.index}-label"`, required);
    case 'fileUpload':
      return html`<p class="hint">This question asks for a file. MTurk has not accepted files since 2017, and neither does Local.</p>`;
    case 'selection':
      switch (styleOf(answer)) {
        case 'radiobutton':
          return choices('radio', answer, place);
        case 'checkbox':
          return choices('checkbox', answer, place);
        case 'list':
          return selectBox(answer, place, Math.min(Math.max(answer.selections.length, 2), 8));
        case 'multichooser':
          return answer.max > 1 ? choices('checkbox', answer, place) : selectBox(answer, place, 6);
        case 'dropdown':
        case 'combobox':
          return selectBox(answer, place, 1);
      }
  }
}

function textField({ lines, numeric }: FreeTextAnswer, place: Place, label: Html, required: boolean): Html {
  const { index, entry } = place;
  const common = html` id="q${index}-text" name="${textName(index)}"${label}${off(place)}${describing(place)}${required ? html` aria-required="true"` : nothing}`;
  if (lines > 1)
    return html`<textarea${common} rows="${Math.min(lines, 20)}">
${entry.text}</textarea>`;
  return html`<input type="text"${common} value="${entry.text}"${numeric ? html` inputmode="decimal"` : nothing}>`;
}

function off({ disabled }: Place): Html {
  return disabled ? html` disabled` : nothing;
}

function describing({ described, problem }: Place): Html {
  return html`${described ? html` aria-describedby="${described}"` : nothing}${problem ? html` aria-invalid="true"` : nothing}`;
}

function choices(type: 'radio' | 'checkbox', answer: SelectionAnswer, place: Place): Html {
  const { index, entry } = place;
  const box = (value: string) =>
    html`<input type="${type}" id="q${index}-${value}" name="${choiceName(index)}" value="${value}"${off(place)}${entry.chosen.includes(value) ? html` checked` : nothing}${place.described ? html` aria-describedby="${place.described}"` : nothing}>`;
  const rows = answer.selections.map((selection, nth) => {
    const value = choiceValue(nth);
    return html`<div class="choice">${box(value)}<label for="q${index}-${value}">${selectionLabel(selection)}</label></div>`;
  });
  const { other } = answer;
  if (other && type === 'radio')
    rows.push(
      html`<div class="choice">${box(otherValue)}<div class="other-choice"><label for="q${index}-${otherValue}">Other</label>${textField(other, place, html` aria-label="Other: your own answer"`, false)}</div></div>`,
    );
  return html`<div class="choices">${rows}</div>${other && type === 'checkbox' ? otherField(other, place) : nothing}`;
}

function selectionLabel({ content, identifier }: Selection): Content {
  if (content.kind === 'text') return content.text;
  // A film or a sound without words would leave the choice without a name.
  if (content.kind === 'binary' && content.type !== 'image')
    return html`${contentPart(content)}<span class="hint">${identifier}</span>`;
  return contentPart(content);
}

function selectBox(answer: SelectionAnswer, place: Place, size: number): Html {
  const { index, entry } = place;
  const several = answer.max > 1;
  const options = answer.selections.map((selection, nth) => {
    const value = choiceValue(nth);
    return html`<option value="${value}"${entry.chosen.includes(value) ? html` selected` : nothing}>${optionText(selection)}</option>`;
  });
  return html`<select id="q${index}" name="${choiceName(index)}" aria-labelledby="q${index}-label"${off(place)}${describing(place)}${several ? html` multiple` : nothing}${size > 1 ? html` size="${size}"` : nothing}>${several ? nothing : html`<option value="">${size > 1 ? 'None' : 'Choose…'}</option>`}${options}</select>${answer.other ? otherField(answer.other, place) : nothing}`;
}

/** An option holds text only: of anything else, what it says. */
function optionText({ content, identifier }: Selection): string {
  if (content.kind === 'text') return content.text;
  if (content.kind === 'binary') return content.altText || identifier;
  const words = content.nodes.map(nodeText).join('').replace(/\s+/g, ' ').trim();
  return words || identifier;
}

type Node = Extract<Selection['content'], { kind: 'formatted' }>['nodes'][number];

function nodeText(node: Node): string {
  return typeof node === 'string'
    ? node
    : node.name === 'img'
      ? (node.attributes.alt ?? '')
      : node.children.map(nodeText).join('');
}

function otherField(other: FreeTextAnswer, place: Place): Html {
  return html`<div class="field other"><label for="q${place.index}-text">Other</label>${textField(other, place, nothing, false)}</div>`;
}

/** What the constraints ask for, before anything is wrong. */
function hintOf(answer: FormQuestion['answer']): string | undefined {
  if (answer.kind === 'fileUpload') return undefined;
  if (answer.kind === 'freeText') {
    const { numeric, length } = answer;
    const words = [
      numeric && `A number${rangeWords(numeric)}`,
      length.min !== undefined || length.max !== undefined ? `Characters: ${spanWords(length)}` : undefined,
    ];
    return words.filter(Boolean).join('. ') || undefined;
  }
  if (answer.max === 1) return undefined;
  const total = answer.selections.length + (answer.other ? 1 : 0);
  if (answer.min === answer.max) return `Choose ${answer.min}`;
  if (answer.max >= total) return answer.min > 1 ? `Choose at least ${answer.min}` : 'Choose all that apply';
  return answer.min > 1 ? `Choose ${answer.min} to ${answer.max}` : `Choose up to ${answer.max}`;
}

interface Span {
  readonly min?: number;
  readonly max?: number;
}

function rangeWords({ min, max }: Span): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
}

function spanWords({ min, max }: Span): string {
  if (min !== undefined && max !== undefined) return min === max ? `exactly ${min}` : `${min} to ${max}`;
  return min === undefined ? `at most ${max}` : `at least ${min}`;
}
