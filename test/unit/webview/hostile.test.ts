import assert from 'node:assert/strict';
import type { HITViewModel } from '../../../src/panels/hit/contract.ts';
import { type Child, h, render } from '../../../src/webview/base/dom.ts';
import { visible } from '../../../src/webview/base/visibleText.ts';
import { hitPage } from '../../../src/webview/hit/page.ts';
import { hostileTexts } from '../../support/hostile/corpus.ts';
import { type LightElement, lightRoot } from './lightDom.ts';
import { hitModel, pageContext } from './models.ts';

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror="alert(1)">',
  '"><svg onload=alert(1)>',
  'javascript:alert(1)',
  '</article></main><style>*{display:none}</style>',
  '{{constructor.constructor("alert(1)")()}}',
];

const harmless = new Set([
  'class',
  'id',
  'role',
  'title',
  'type',
  'tabindex',
  'scope',
  'dir',
  'datetime',
  'data-home',
  'data-assignment',
  'data-status',
  'data-kind',
  'data-environment',
  'data-event',
  'data-result',
  'data-vscode-context',
  'aria-label',
  'aria-labelledby',
  'aria-hidden',
  'aria-disabled',
  'aria-description',
  'aria-expanded',
]);

function drawn(text: string): { readonly root: LightElement } {
  const { root, parent } = lightRoot();
  render(parent, [hitPage(hitModel(text), pageContext({ question: { state: 'ready', source: text } }))]);
  return { root };
}

function textOf(runs: readonly Child[]): string {
  const { root, parent } = lightRoot();
  render(parent, [h('p', '', ...runs)]);
  return root.textContent;
}

function draw(model: HITViewModel): LightElement {
  const { root, parent } = lightRoot();
  render(parent, [hitPage(model, pageContext({ question: { state: 'ready', source: hostile.join('\n') } }))]);
  return root;
}

describe('what other people wrote, on the HIT page', () => {
  it('is text wherever it stands', () => {
    for (const text of hostile) {
      const root = draw(hitModel(text));
      const elements = [...root.elements()];
      assert.deepEqual(
        elements.filter(({ tagName }) => /^(script|img|svg|style|iframe|a|object|form)$/.test(tagName)),
        [],
      );
      for (const { attributes } of elements)
        for (const name of attributes.keys()) assert.ok(harmless.has(name), `attribute ${name}`);
      // Title, annotation, description, keyword, worker, feedback, field name, field text, raw answer, and the question.
      assert.ok(root.textContent.split(text).length > 9, text);
    }
  });

  it('comes to the context menu as an id and nothing else', () => {
    for (const text of hostile) {
      const model = hitModel(text);
      const contexts = [...draw({ ...model, hitId: text }).elements()].flatMap(({ attributes }) => {
        const context = attributes.get('data-vscode-context');
        return context === undefined ? [] : [JSON.parse(context)];
      });
      assert.ok(contexts.length > 1);
      assert.deepEqual(contexts[0], { kind: 'hit', hitId: text });
      for (const context of contexts.slice(1)) assert.deepEqual(Object.keys(context), ['kind', 'assignmentId']);
    }
  });

  it('can’t turn the direction of what is around it, nor hide in it', () => {
    const root = draw(hitModel('user\u202Etxt.exe\u2066\u0007'));
    assert.doesNotMatch(root.textContent.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
    assert.match(root.textContent, /userU\+202Etxt\.exeU\+2066U\+0007/);
  });

  it('is text, and can’t be opened by anything but its own buttons, for each hostile text there is', () => {
    for (const { name, text } of hostileTexts) {
      const { root } = drawn(text);
      for (const { tagName, attributes } of root.elements()) {
        assert.doesNotMatch(tagName, /^(script|img|svg|style|iframe|a|object|embed|form|link|base|meta)$/, name);
        for (const attribute of attributes.keys())
          assert.doesNotMatch(attribute, /^on|^(src|srcdoc|href|style|action)$/, name);
      }
      for (const id of [...root.elements()].flatMap(({ attributes }) => attributes.get('aria-labelledby') ?? []))
        assert.doesNotMatch(id, /\s/, `${name}: an id in two pieces`);
    }
  });

  it('piles no marks on each other, and joins no more characters than an emoji needs', () => {
    assert.deepEqual(visible(`a${'\u0301'.repeat(5)}`).join(''), `a${'\u0301'.repeat(5)}`);
    const text = textOf(visible(`a${'\u0301'.repeat(9)}b${'\u{1F468}\u200D'.repeat(30)}c`));
    assert.match(text, /^a\u0301{5}U\+0301 and 3 moreb/);
    assert.doesNotMatch(text, /(?:\u{1F468}\u200D){10}/u);
    assert.match(text, /U\+200D/);
  });

  it('keeps line breaks, tabs, joined emoji and scripts that need joiners', () => {
    assert.deepEqual(visible('a\r\nb\tc 👩‍🔬 می‌خواهم').join(''), 'a\nb\tc 👩‍🔬 می‌خواهم');
  });

  it('is drawn in part when it is long, and in whole on demand', () => {
    const long = 'x'.repeat(60_000);
    const { root, parent } = lightRoot();
    const model = hitModel(long);
    render(parent, [hitPage(model, pageContext({}))]);
    const cells = () => [...root.elements()].filter(({ tagName }) => tagName === 'td');
    assert.ok((cells()[0]?.textContent.length ?? 0) < 1000);
    assert.match(cells()[0]?.textContent ?? '', /Show all 60,000 characters/);
    render(parent, [hitPage(model, pageContext({ expanded: () => true }))]);
    assert.ok((cells()[0]?.textContent.length ?? 0) > 60_000);
  });
});
