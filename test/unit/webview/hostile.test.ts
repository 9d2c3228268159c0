import './testDocument.ts';
import assert from 'node:assert/strict';
import { render } from 'lit/html.js';
import type { HITViewModel } from '../../../src/panels/hit/contract.ts';
import { visible } from '../../../src/webview/base/visibleText.ts';
import { hitPage } from '../../../src/webview/hit/page.ts';
import { hostileTexts } from '../../support/hostile/corpus.ts';
import { attributesOf, drawn, elementsOf, testRoot, textOf } from './drawing.ts';
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

function pageOf(model: HITViewModel, source = hostile.join('\n')) {
  return hitPage(model, pageContext({ question: { state: 'ready', source } }));
}

const draw = (model: HITViewModel) => drawn(pageOf(model));

const seen = (text: string) => textOf(drawn(visible(text)));

describe('what other people wrote, on the HIT page', () => {
  it('is text wherever it stands', () => {
    for (const text of hostile) {
      const root = draw(hitModel(text));
      const elements = elementsOf(root);
      assert.deepEqual(
        elements.filter(({ localName }) => /^(script|img|svg|style|iframe|a|object|form)$/.test(localName)),
        [],
      );
      for (const element of elements)
        for (const name of attributesOf(element)) assert.ok(harmless.has(name), `attribute ${name}`);
      // Title, annotation, description, keyword, worker, feedback, field name, field text, raw answer, and the question.
      assert.ok(textOf(root).split(text).length > 9, text);
    }
  });

  it('comes to the context menu as an id and nothing else', () => {
    for (const text of hostile) {
      const model = hitModel(text);
      const contexts = elementsOf(draw({ ...model, hitId: text })).flatMap(element => {
        const context = element.getAttribute('data-vscode-context');
        return context === null ? [] : [JSON.parse(context)];
      });
      assert.ok(contexts.length > 1);
      assert.deepEqual(contexts[0], { kind: 'hit', hitId: text });
      for (const context of contexts.slice(1)) assert.deepEqual(Object.keys(context), ['kind', 'assignmentId']);
    }
  });

  it('can’t turn the direction of what is around it, nor hide in it', () => {
    const root = draw(hitModel('user\u202Etxt.exe\u2066\u0007'));
    assert.doesNotMatch(textOf(root).replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
    assert.match(textOf(root), /userU\+202Etxt\.exeU\+2066U\+0007/);
  });

  it('is text, and can’t be opened by anything but its own buttons, for each hostile text there is', () => {
    const root = testRoot();
    for (const { name, text } of hostileTexts) {
      render(pageOf(hitModel(text), text), root);
      for (const element of elementsOf(root)) {
        assert.doesNotMatch(
          element.localName,
          /^(script|img|svg|style|iframe|a|object|embed|form|link|base|meta)$/,
          name,
        );
        for (const attribute of attributesOf(element))
          assert.doesNotMatch(attribute, /^on|^(src|srcdoc|href|style|action)$/, name);
      }
      for (const id of elementsOf(root).flatMap(element => element.getAttribute('aria-labelledby') ?? []))
        assert.doesNotMatch(id, /\s/, `${name}: an id in two pieces`);
    }
  });

  it('piles no marks on each other, and joins no more characters than an emoji needs', () => {
    assert.equal(seen(`a${'\u0301'.repeat(5)}`), `a${'\u0301'.repeat(5)}`);
    const text = seen(`a${'\u0301'.repeat(9)}b${'\u{1F468}\u200D'.repeat(30)}c`);
    assert.match(text, /^a\u0301{5}U\+0301 and 3 moreb/);
    assert.doesNotMatch(text, /(?:\u{1F468}\u200D){10}/u);
    assert.match(text, /U\+200D/);
  });

  it('keeps line breaks, tabs, joined emoji and scripts that need joiners', () => {
    assert.equal(seen('a\r\nb\tc 👩‍🔬 می‌خواهم'), 'a\nb\tc 👩‍🔬 می‌خواهم');
  });

  it('is drawn in part when it is long, and in whole on demand', () => {
    const long = 'x'.repeat(60_000);
    const root = testRoot();
    const model = hitModel(long);
    render(hitPage(model, pageContext({})), root);
    const firstAnswer = () => textOf(root.querySelector('td'));
    assert.ok(firstAnswer().length < 1000);
    assert.match(firstAnswer(), /Show all 60,000 characters/);
    render(hitPage(model, pageContext({ expanded: () => true })), root);
    assert.ok(firstAnswer().length > 60_000);
  });
});
