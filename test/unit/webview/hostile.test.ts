import assert from 'node:assert/strict';
import type { HITViewModel } from '../../../src/panels/hit/contract.ts';
import { render } from '../../../src/webview/base/dom.ts';
import { visible } from '../../../src/webview/base/text.ts';
import { hitPage } from '../../../src/webview/hit/page.ts';
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
