/** crowd-classifier and crowd-image-classifier, each also for several labels. */
import { labelsIn, looseJson, type Properties } from './element.ts';
import { type Answers, CrowdField, type Problem } from './field.ts';
import { freshId, make } from './make.ts';

type Choice = Readonly<Record<string, string | readonly string[]>>;

abstract class Classifier extends CrowdField {
  static override readonly properties: Properties = {
    name: 'text',
    header: 'text',
    src: 'text',
    alt: 'text',
    categories: 'json',
    exclusionCategory: 'text',
    disabled: 'flag',
    value: 'json',
  };
  #heading: HTMLElement | undefined;
  #image: HTMLImageElement | undefined;
  #rows: HTMLFieldSetElement | undefined;
  #boxes: HTMLInputElement[] = [];
  #drawnFor: string | undefined;

  protected abstract readonly several: boolean;

  protected draw(root: ShadowRoot): void {
    this.#heading = make('h2');
    this.#image = make('img', { hidden: true });
    this.#rows = make('fieldset');
    root.append(this.#heading, this.#image, make('slot'), this.#rows);
  }

  protected override refresh(): void {
    const [heading, image] = [this.#heading, this.#image];
    if (!heading || !image) return;
    heading.textContent = this.text('header');
    heading.hidden = heading.textContent === '';
    const source = this.getAttribute('src');
    image.hidden = !source;
    if (source && image.getAttribute('src') !== source) image.src = source;
    image.alt = this.text('alt', 'The image to classify');
    this.#drawRows();
    const chosen = new Set(this.chosen);
    for (const box of this.#boxes) {
      box.checked = chosen.has(box.value);
      box.disabled = this.isDisabled;
    }
    super.refresh();
  }

  #drawRows(): void {
    const exclusion = this.#exclusion;
    const labels = labelsIn(this.text('categories'));
    const all = exclusion === undefined || labels.includes(exclusion) ? labels : [...labels, exclusion];
    const drawnFor = JSON.stringify(all);
    if (!this.#rows || drawnFor === this.#drawnFor) return;
    this.#drawnFor = drawnFor;
    const group = freshId();
    this.#boxes = all.map(value =>
      make('input', { type: this.several ? 'checkbox' : 'radio', id: freshId(), name: group, value }),
    );
    const rows = this.#boxes.map(box => {
      box.addEventListener('input', () => this.#chose(box));
      box.addEventListener('change', () => this.changed());
      return make('div', { class: 'choice' }, box, make('label', { for: box.id }, box.value));
    });
    const words =
      all.length === 0
        ? `<${this.localName}> has no categories to choose from: its attribute “categories” is empty or not a list.`
        : this.several
          ? 'Choose all that apply'
          : 'Choose one';
    this.#rows.replaceChildren(make('legend', { class: 'label' }, words), ...rows);
  }

  #chose(box: HTMLInputElement): void {
    const exclusion = this.#exclusion;
    const checked = this.#boxes.filter(each => each.checked).map(each => each.value);
    const kept = !box.checked
      ? checked
      : checked.filter(value => value === box.value || (box.value !== exclusion && value !== exclusion));
    this.setAttribute('value', JSON.stringify(this.choiceOf(this.several ? kept : checked.slice(0, 1))));
  }

  /** The category that excludes all others: of `{ text: 'None of the above' }`, its text. */
  get #exclusion(): string | undefined {
    if (!this.several) return undefined;
    return /text['"]?\s*:\s*(?:'([^']*)'|"([^"]*)")/.exec(this.text('exclusion-category'))?.slice(1).find(Boolean);
  }

  /** The labels that the attribute `value` names. */
  protected get chosen(): string[] {
    const value = looseJson(this.text('value'));
    if (typeof value !== 'object' || value === null) return [];
    if ('labels' in value && Array.isArray(value.labels)) return value.labels.map(String);
    return 'label' in value && value.label !== '' ? [String(value.label)] : [];
  }

  protected abstract choiceOf(labels: readonly string[]): Choice;

  get value(): Choice {
    return this.choiceOf(this.chosen);
  }

  set value(value: unknown) {
    const given = typeof value === 'string' ? this.choiceOf([value]) : Array.isArray(value) ? { labels: value } : value;
    this.setAttribute('value', JSON.stringify(given ?? {}));
  }

  protected problem(): Problem | undefined {
    const [first] = this.#boxes;
    if (!first || this.chosen.length > 0) return undefined;
    return { words: this.several ? 'Choose at least one.' : 'Choose one.', at: first };
  }

  answers(): Answers {
    return this.fieldName ? { [this.fieldName]: this.value } : {};
  }
}

class OneLabel extends Classifier {
  protected readonly several = false;

  protected choiceOf([label = '']: readonly string[]): Choice {
    return { label };
  }
}

class SeveralLabels extends Classifier {
  protected readonly several = true;

  protected choiceOf(labels: readonly string[]): Choice {
    return { labels };
  }
}

export class CrowdClassifier extends OneLabel {}
export class CrowdImageClassifier extends OneLabel {}
export class CrowdClassifierMultiSelect extends SeveralLabels {}
export class CrowdImageClassifierMultiSelect extends SeveralLabels {}
