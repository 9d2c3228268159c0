/** crowd-question-answer-generation: questions with their answers, about a text. */
import { counted } from '../../../../mturk/plurals.ts';
import { labelsIn, looseJson, type Properties } from './element.ts';
import { type Answers, CrowdField, type Problem } from './field.ts';
import { freshId, make } from './make.ts';

interface Pair {
  readonly question: string;
  readonly answer: string;
  readonly tags: readonly string[];
  /** The part of the text that was selected, with its place in it. */
  readonly passage?: { readonly text: string; readonly startOffset: number; readonly endOffset: number };
}

interface Row {
  readonly element: HTMLElement;
  readonly question: HTMLTextAreaElement;
  readonly answer: HTMLTextAreaElement;
  readonly tags: HTMLElement;
  passage: Pair['passage'];
}

/** Most rows, whatever the page asks for. */
const mostRows = 100;

/** Amazon documents what goes in, not what comes out: the answer's form is Local's own. */
export class CrowdQuestionAnswerGeneration extends CrowdField {
  static override readonly properties: Properties = {
    name: 'text',
    text: 'text',
    minQuestions: 'number',
    maxQuestions: 'number',
    questionMinWords: 'number',
    questionMaxWords: 'number',
    answerMinWords: 'number',
    answerMaxWords: 'number',
    questionTags: 'json',
    allowCustomQuestionTags: 'text',
    disabled: 'flag',
    value: 'json',
  };
  #source: HTMLTextAreaElement | undefined;
  #list: HTMLElement | undefined;
  #add: HTMLButtonElement | undefined;
  #rows: Row[] = [];

  protected draw(root: ShadowRoot): void {
    const id = freshId();
    this.#source = make('textarea', { id, readonly: true, rows: '3' });
    this.#list = make('div', { class: 'rows' });
    this.#add = make('button', { type: 'button' }, 'Add a Question');
    this.#add.addEventListener('click', () => {
      this.#addRow()?.question.focus();
      this.#keep();
    });
    root.append(make('slot'), make('label', { for: id }, 'Text'), this.#source, this.#list, this.#add);
    for (const pair of this.value) this.#addRow(pair);
    while (this.#rows.length < Math.min(this.#least, mostRows) && this.#addRow());
  }

  protected override refresh(): void {
    const source = this.#source;
    const text = this.text('text');
    if (source && source.value !== text) {
      source.value = text;
      source.rows = Math.min(Math.max(Math.ceil(text.length / 80), 3), 12);
    }
    // What a script or a reset puts there takes the place of what was written.
    if (this.text('value', '[]') !== JSON.stringify(this.#pairs) && this.hasAttribute('value')) {
      for (const { element } of this.#rows) element.remove();
      this.#rows = [];
      for (const pair of this.value) this.#addRow(pair);
    }
    if (this.#add) this.#add.disabled = this.isDisabled || this.#rows.length >= this.#most;
    super.refresh();
  }

  get #least(): number {
    return Math.max(this.number('min-questions', 1), 0);
  }

  get #most(): number {
    return Math.min(this.number('max-questions', mostRows), mostRows);
  }

  #addRow(pair?: Pair): Row | undefined {
    if (this.#rows.length >= this.#most) return undefined;
    const field = (label: string, text: string): [HTMLElement, HTMLTextAreaElement] => {
      const id = freshId();
      const control = make('textarea', { id, rows: '2' }, text);
      control.addEventListener('input', () => this.#keep());
      control.addEventListener('change', () => this.changed());
      return [make('div', {}, make('label', { for: id }, label), control), control];
    };
    const [questionBox, question] = field('Question', pair?.question ?? '');
    const [answerBox, answer] = field('Answer', pair?.answer ?? '');
    const tags = this.#tagBox(pair?.tags ?? []);
    const quote = make('p', { class: 'note' }, pair?.passage?.text ?? '');
    const select = make('button', { type: 'button' }, 'Use the Selected Text');
    const remove = make('button', { type: 'button', class: 'link' }, 'Remove');
    const element = make('div', { class: 'box' }, questionBox, answerBox, tags, quote, select, remove);
    const row: Row = { element, question, answer, tags, passage: pair?.passage };
    select.addEventListener('click', () => {
      row.passage = this.#selection;
      quote.textContent = row.passage?.text ?? 'Select a part of the text above first.';
      this.#keep();
    });
    remove.addEventListener('click', () => {
      element.remove();
      this.#rows = this.#rows.filter(each => each !== row);
      this.#keep();
      this.changed();
    });
    this.#rows.push(row);
    this.#list?.append(element);
    return row;
  }

  #tagBox(chosen: readonly string[]): HTMLElement {
    const known = labelsIn(this.text('question-tags'));
    const box = make('div', { class: 'tags' });
    for (const tag of new Set([...known, ...chosen])) box.append(this.#tag(tag, chosen.includes(tag)));
    if (known.length === 0 || this.text('allow-custom-question-tags') !== 'true') return box;
    const own = make('input', { type: 'text', placeholder: 'Another tag', 'aria-label': 'Another tag' });
    own.addEventListener('change', () => {
      const tag = own.value.trim();
      own.value = '';
      if (tag) own.before(this.#tag(tag, true));
      this.#keep();
    });
    box.append(own);
    return box;
  }

  #tag(tag: string, on: boolean): HTMLElement {
    const box = make('input', { type: 'checkbox', id: freshId(), value: tag });
    box.checked = on;
    box.addEventListener('input', () => this.#keep());
    box.addEventListener('change', () => this.changed());
    return make('span', { class: 'choice' }, box, make('label', { for: box.id }, tag));
  }

  get #selection(): Pair['passage'] {
    const { value = '', selectionStart = 0, selectionEnd = 0 } = this.#source ?? {};
    if (selectionStart === selectionEnd) return undefined;
    return { text: value.slice(selectionStart, selectionEnd), startOffset: selectionStart, endOffset: selectionEnd };
  }

  get #pairs(): Pair[] {
    return this.#rows.map(({ question, answer, tags, passage }) => ({
      question: question.value,
      answer: answer.value,
      tags: [...tags.querySelectorAll<HTMLInputElement>('input[type=checkbox]:checked')].map(({ value }) => value),
      ...(passage ? { passage } : {}),
    }));
  }

  #keep(): void {
    this.setAttribute('value', JSON.stringify(this.#pairs));
    this.check();
  }

  get value(): Pair[] {
    const value = looseJson(this.text('value'));
    return Array.isArray(value) ? value.flatMap(each => pairIn(each) ?? []) : [];
  }

  set value(pairs: readonly Pair[]) {
    this.setAttribute('value', JSON.stringify(pairs));
  }

  protected problem(): Problem | undefined {
    const short = this.#rows.length < this.#least;
    if (short && this.#add) return { words: `Write at least ${counted(this.#least, 'question')}.`, at: this.#add };
    for (const { question, answer } of this.#rows)
      for (const [control, name] of [
        [question, 'question'],
        [answer, 'answer'],
      ] as const) {
        const words = wordsIn(control.value);
        const least = this.number(`${name}-min-words`, 1);
        const most = this.number(`${name}-max-words`, Number.POSITIVE_INFINITY);
        if (words < least) return { words: `Write at least ${counted(least, 'word')}.`, at: control };
        if (words > most) return { words: `Write at most ${counted(most, 'word')}; this has ${words}.`, at: control };
      }
    return undefined;
  }

  answers(): Answers {
    if (!this.fieldName) return {};
    return { [this.fieldName]: this.#pairs.map(pair => ({ ...pair, passage: pair.passage ?? {} })) };
  }
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

function pairIn(value: unknown): Pair | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { question = '', answer = '', tags, passage } = value as Readonly<Record<string, unknown>>;
  const found = typeof passage === 'object' && passage !== null ? (passage as Pair['passage']) : undefined;
  return {
    question: String(question),
    answer: String(answer),
    tags: Array.isArray(tags) ? tags.map(String) : [],
    ...(found ? { passage: found } : {}),
  };
}
