/** crowd-text-ranking: the responses in order, for each dimension. */
import { looseJson, type Properties } from './element.ts';
import { type Answers, CrowdField, type Problem } from './field.ts';
import { freshId, make } from './make.ts';

interface Dimension {
  readonly name: string;
  /** Whether two responses may have one rank. */
  readonly allowTie: boolean;
}

/** Ranks by dimension, one for each response in their order; 0 where none is chosen. */
type Ranks = Readonly<Record<string, readonly number[]>>;

/** Amazon documents what goes in, not what comes out: the answer's form is Local's own. */
export class CrowdTextRanking extends CrowdField {
  static override readonly properties: Properties = {
    name: 'text',
    header: 'text',
    text: 'text',
    responses: 'json',
    ordinalRankingDimensions: 'json',
    disabled: 'flag',
    value: 'json',
  };
  #body: HTMLElement | undefined;
  #drawnFor = '';
  #selects: { readonly dimension: Dimension; readonly each: readonly HTMLSelectElement[] }[] = [];

  protected draw(root: ShadowRoot): void {
    this.#body = make('div');
    root.append(make('slot'), this.#body);
  }

  protected override refresh(): void {
    const drawnFor = ['header', 'text', 'responses', 'ordinal-ranking-dimensions']
      .map(each => this.text(each))
      .join('\0');
    if (this.#body && drawnFor !== this.#drawnFor) {
      this.#drawnFor = drawnFor;
      this.#body.replaceChildren(...this.#parts());
    }
    const ranks = this.value;
    for (const { dimension, each } of this.#selects)
      for (const [index, select] of each.entries()) {
        select.value = String(ranks[dimension.name]?.[index] || '');
        select.disabled = this.isDisabled;
      }
    super.refresh();
  }

  #parts(): Node[] {
    const responses = listOf(looseJson(this.text('responses'))).map(String);
    const dimensions = this.#dimensions;
    this.#selects = [];
    const [header, text] = [this.text('header'), this.text('text')];
    const head = [header && make('h2', {}, header), text && make('p', { class: 'passage' }, text)].filter(
      part => part !== '',
    );
    if (responses.length === 0 || dimensions.length === 0) {
      const missing = responses.length === 0 ? 'responses' : 'ordinal-ranking-dimensions';
      const words = `<crowd-text-ranking> has nothing to rank: its attribute “${missing}” is empty or not a list.`;
      return [...head, make('div', { class: 'box bad', role: 'note' }, words)];
    }
    const cards = responses.map((response, index) =>
      make('div', { class: 'box' }, make('h3', {}, `Response ${index + 1}`), make('p', { class: 'passage' }, response)),
    );
    return [...head, ...cards, ...dimensions.map(dimension => this.#rows(dimension, responses.length))];
  }

  #rows(dimension: Dimension, count: number): Node {
    const each = Array.from({ length: count }, () => {
      const ranks = Array.from({ length: count }, (_, rank) =>
        make('option', { value: String(rank + 1) }, String(rank + 1)),
      );
      const select = make('select', { id: freshId() }, make('option', { value: '' }, '–'), ...ranks);
      select.addEventListener('input', () => this.#chose());
      select.addEventListener('change', () => this.changed());
      return select;
    });
    this.#selects.push({ dimension, each });
    const ties = dimension.allowTie ? 'equal ranks are allowed' : 'each rank once';
    const words = `${dimension.name}: rank from 1, the best, to ${count}; ${ties}`;
    const rows = each.map((select, index) =>
      make('div', { class: 'choice rank' }, select, make('label', { for: select.id }, `Response ${index + 1}`)),
    );
    return make('fieldset', {}, make('legend', { class: 'label' }, words), ...rows);
  }

  #chose(): void {
    this.value = Object.fromEntries(
      this.#selects.map(({ dimension, each }) => [dimension.name, each.map(select => Number(select.value))]),
    );
  }

  get #dimensions(): Dimension[] {
    return listOf(looseJson(this.text('ordinal-ranking-dimensions'))).flatMap(each =>
      typeof each === 'object' && each !== null && 'name' in each
        ? [{ name: String(each.name), allowTie: 'allowTie' in each && each.allowTie === true }]
        : [],
    );
  }

  get value(): Ranks {
    const value = looseJson(this.text('value'));
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).map(([name, ranks]) => [name, listOf(ranks).map(Number)]));
  }

  set value(ranks: Ranks) {
    this.setAttribute('value', JSON.stringify(ranks));
  }

  protected problem(): Problem | undefined {
    for (const { dimension, each } of this.#selects) {
      const empty = each.find(select => select.value === '');
      if (empty) return { words: 'Choose a rank.', at: empty };
      const twice = each.find((select, index) => each.findIndex(other => other.value === select.value) < index);
      if (twice && !dimension.allowTie) return { words: 'Another response has this rank.', at: twice };
    }
    return undefined;
  }

  answers(): Answers {
    return this.fieldName ? { [this.fieldName]: this.value } : {};
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
