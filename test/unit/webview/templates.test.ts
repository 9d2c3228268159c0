/** What no page can be made to do, because no template has the means: load, run or lead away. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { elementsIn, hole, markupsOf } from './templates.ts';

const tags = new Set(
  `article aside b bdi blockquote br button caption code dd details div dl dt em fieldset figcaption figure footer h1 h2 h3 h4
  header hr i input kbd label legend li main ol option p pre s section select span strong sub summary sup table tbody td
  textarea tfoot th thead time tr u ul`.split(/\s+/),
);
const attributes = new Set(
  `class colspan datetime dir disabled for id placeholder role rows rowspan scope spellcheck tabindex title type
  .defaultvalue .value @click @input @keydown @pointerdown @toggle`.split(/\s+/),
);
/** Of lit and of the object model: what makes markup of texts, or styles of attributes. */
const forbidden =
  /from 'lit'|static-html|unsafe-?(?:html|svg|mathml|static)|styleMap|style-map|(?:inner|outer)HTML|insertAdjacentHTML|setHTML|srcdoc|document\.write|DOMParser|createContextualFragment/i;
/** They make the preview of a question, in a frame that allows nothing: see their own tests. */
const previews = ['src/webview/hit/preview/markup.ts', 'src/webview/hit/preview/previewFrame.ts'];

const sources = globSync('src/webview/**/*.ts').map(file => ({
  file: file.replaceAll('\\', '/'),
  source: readFileSync(file, 'utf8'),
}));

/** What is wrong with the templates of a source. */
function faultsOf(source: string): string[] {
  return markupsOf(source).flatMap(markup =>
    elementsIn(markup).flatMap(element => [
      ...(tags.has(element.tag) ? [] : [`<${element.tag}>`]),
      ...element.attributes.filter(name => !isAllowed(name)).map(name => `<${element.tag} ${name}>`),
    ]),
  );
}

function isAllowed(attribute: string): boolean {
  // A directive, which stands alone.
  if (attribute === hole) return true;
  return attributes.has(attribute) || /^\??(?:aria|data)-[a-z-]+$/.test(attribute);
}

describe('the templates of the webviews', () => {
  it('have tags and attributes alone that can’t load, run, navigate or style', () => {
    let count = 0;
    for (const { file, source } of sources) {
      assert.deepEqual(faultsOf(source), [], file);
      count += markupsOf(source).length;
    }
    assert.ok(count > 200, 'the templates are found');
  });

  it('are the only way in: no text becomes markup', () => {
    for (const { file, source } of sources) if (!previews.includes(file)) assert.doesNotMatch(source, forbidden, file);
  });

  it('would be found wherever they stand, and whatever they hold', () => {
    // Values are written with another sign: these are texts of templates, not templates.
    const written = (text: string) => text.replaceAll('#{', '\u0024{');
    const faults: readonly (readonly [string, string])[] = [
      ['html`<a>x</a>`', '<a>'],
      ['const p = (u: string) => html`<p>#{html`<b href=#{u}>x</b>`}</p>`;', '<b href>'],
      ['html`<tr><td style="top:0">x</td></tr>`', '<td style>'],
      ['html`<td onclick="x()">x</td>`', '<td onclick>'],
      ['html`<div .innerHTML=#{x}></div>`', '<div .innerhtml>'],
      ['html`<div ?hidden=#{/`\\/\\//.test(x)}></div>`', '<div ?hidden>'],
      ['svg`<image src=#{x} />`', '<img>'],
      ['html`<input formaction=#{x} />`', '<input formaction>'],
      ['html`<#{tag}>x</#{tag}>`', '<hole>'],
    ];
    for (const [source, fault] of faults) assert.ok(faultsOf(written(source)).includes(fault), source);
    assert.deepEqual(faultsOf(written('html`<p class=#{x} data-kind="y" #{grow(1)}>#{text}</p>`; `<a href="">`')), []);
  });
});
