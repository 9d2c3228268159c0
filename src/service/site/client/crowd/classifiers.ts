/** crowd-classifier and crowd-image-classifier, each also for several labels. */
import { type Answers, CrowdField, freshId, make } from './field.ts';

abstract class Classifier extends CrowdField {
  #boxes: HTMLInputElement[] = [];

  protected abstract readonly several: boolean;

  protected draw(root: ShadowRoot): void {
    const header = this.getAttribute('header');
    if (header) root.append(make('h2', {}, header));
    const source = this.getAttribute('src');
    if (source) root.append(make('img', { src: source, alt: this.getAttribute('alt') ?? 'The image to classify' }));
    root.append(make('slot'));
    const group = freshId();
    const rows = categoriesOf(this.getAttribute('categories') ?? '').map(category => {
      const id = freshId();
      const box = make('input', { type: this.several ? 'checkbox' : 'radio', id, name: group, value: category });
      box.addEventListener('change', () => this.changed());
      this.#boxes.push(box);
      return make('div', { class: 'choice' }, box, make('label', { for: id }, category));
    });
    const words = this.several ? 'Choose all that apply' : 'Choose one';
    root.append(make('fieldset', {}, make('legend', { class: 'label' }, words), ...rows));
  }

  protected get chosen(): string[] {
    return this.#boxes.filter(box => box.checked).map(box => box.value);
  }

  protected problem(): { readonly words: string; readonly at: HTMLElement } | undefined {
    const [first] = this.#boxes;
    if (!first || this.chosen.length > 0) return undefined;
    return { words: this.several ? 'Please choose at least one.' : 'Please choose one.', at: first };
  }
}

class OneLabel extends Classifier {
  protected readonly several = false;

  answers(): Answers {
    return this.name ? { [this.name]: { label: this.chosen[0] ?? '' } } : {};
  }
}

class SeveralLabels extends Classifier {
  protected readonly several = true;

  answers(): Answers {
    return this.name ? { [this.name]: { labels: this.chosen } } : {};
  }
}

export class CrowdClassifier extends OneLabel {}
export class CrowdImageClassifier extends OneLabel {}
export class CrowdClassifierMultiSelect extends SeveralLabels {}
export class CrowdImageClassifierMultiSelect extends SeveralLabels {}

/** A list of strings or of objects with a label, as JSON, or with the single quotes that many pages write. */
function categoriesOf(text: string): string[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return [...text.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)].map(([, single, double]) =>
      (single ?? double ?? '').replace(/\\(.)/g, '$1'),
    );
  }
  if (!Array.isArray(list)) return [];
  return list.map(each =>
    typeof each === 'object' && each !== null && 'label' in each ? String(each.label) : String(each),
  );
}
