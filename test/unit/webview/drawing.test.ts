import './testDocument.ts';
import assert from 'node:assert/strict';
import { html, nothing, render } from 'lit/html.js';
import { keepingFocus } from '../../../src/webview/base/focus.ts';
import { initially } from '../../../src/webview/base/initially.ts';
import { keyedList } from '../../../src/webview/base/keyedList.ts';
import { grow, type Place, placed } from '../../../src/webview/base/placement.ts';
import type { Child } from '../../../src/webview/base/templateChild.ts';
import { visible } from '../../../src/webview/base/visibleText.ts';
import { testRoot, textOf } from './drawing.ts';

function list(ids: readonly string[], text = (id: string) => id) {
  const item = (id: string) => html`<li id=${id} tabindex="-1">${text(id)}</li>`;
  return html`<ol tabindex="-1" data-home>${keyedList(ids, id => id, item)}</ol>`;
}

const byId = (id: string) => document.getElementById(id);

describe('an update of a page', () => {
  it('keeps the elements of keys, and moves none when others come before or go', () => {
    const root = testRoot();
    render(list(['b', 'c', 'd']), root);
    const before = ['b', 'c'].map(byId);
    const moved = watchMoves(root);
    render(
      list(['a', 'b', 'c'], id => (id === 'b' ? 'changed' : id)),
      root,
    );
    assert.ok(before.every(element => element && element === byId(element.id)));
    assert.equal(root.textContent, 'achangedc');
    assert.ok(before.every(element => !moved().includes(element)));
  });

  it('shows each item of a list whose keys come twice, in its order', () => {
    const root = testRoot();
    for (const keys of ['bacbab', 'cb', 'babcbb', 'cbab', 'cccaca', 'bacbab', '', 'aab', 'baa']) {
      render(
        html`<ol>${keyedList(
          [...keys],
          key => key,
          key => html`<li>${key}</li>`,
        )}</ol>`,
        root,
      );
      assert.equal(textOf(root), keys);
    }
  });

  it('shows each item of a list where a key looks like that of a repeated one', () => {
    const root = testRoot();
    const item = (key: string) => html`<li>${key}</li>`;
    for (const keys of [
      ['c', 'b', 'a again 1', 'c', 'c'],
      ['a', 'a again 1', 'a', 'c', 'a again 1', 'c', 'c'],
      ['1 a', 'a', '0 a', 'a', '1 a', 'c', '1 0 a'],
    ]) {
      render(html`<ol>${keyedList(keys, key => key, item)}</ol>`, root);
      assert.deepEqual([...root.querySelectorAll('li')].map(textOf), keys);
    }
  });

  it('keeps the focus where it is, even if its element is moved', () => {
    for (const ids of [
      ['a', 'b', 'd'],
      ['d', 'c', 'b'],
      ['x', 'b'],
    ]) {
      const root = testRoot();
      render(list(['b', 'c', 'd']), root);
      byId('b')?.focus();
      const focused = document.activeElement;
      keepingFocus(root, () => render(list(ids), root));
      assert.equal(document.activeElement?.id, 'b');
      assert.ok(document.activeElement === focused);
    }
  });

  it('gives the focus of what is gone to what is around it', () => {
    const root = testRoot();
    render(list(['b', 'c']), root);
    byId('b')?.focus();
    keepingFocus(root, () => render(list(['c']), root));
    assert.equal(document.activeElement?.localName, 'ol');
  });

  it('changes the text of a text node and leaves the node, so that a selection stays', () => {
    const root = testRoot();
    const text = () => [...(root.querySelector('p')?.childNodes ?? [])].find(node => node.nodeType === Node.TEXT_NODE);
    const page = (words: string) => html`<p>${visible(words)}</p>`;
    render(page('one'), root);
    const before = text();
    render(page('two'), root);
    assert.ok(before && text() === before);
    assert.equal(before.nodeValue, 'two');
  });

  it('leaves to the reader what is open and what is written', () => {
    const root = testRoot();
    const page = () =>
      html`<details ${initially({ open: true })}>text</details><input ${initially({ value: 'first' })} />`;
    render(page(), root);
    const [details, field] = [root.querySelector('details'), root.querySelector('input')];
    assert.ok(details?.open);
    assert.equal(field?.value, 'first');
    details.open = false;
    field.value = 'typed';
    render(page(), root);
    assert.equal(details.open, false);
    assert.equal(field.value, 'typed');
  });

  it('keeps what was made elsewhere as long as its element', () => {
    const root = testRoot();
    let made = 0;
    const content = () => {
      made += 1;
      return document.createElement('canvas');
    };
    const page = (shown: boolean) => html`${shown ? html`<div ${initially({ content })}></div>` : nothing}`;
    render(page(true), root);
    const before = root.querySelector('div > canvas');
    render(page(true), root);
    assert.ok(before && root.querySelector('canvas') === before);
    render(page(false), root);
    assert.ok(!root.querySelector('canvas'));
    render(page(true), root);
    assert.equal(made, 2);
  });

  it('gives up a size and a place that are no longer said', () => {
    const root = testRoot();
    const page = (share: number | undefined, place: Place) =>
      html`<div id="bar" ${grow(share)}></div><div id="box" ${placed(place)}></div>`;
    const styles = () => [byId('bar')?.style.flexGrow, byId('box')?.style.top, byId('box')?.style.left];
    render(page(2, { top: 4, left: 8 }), root);
    assert.deepEqual(styles(), ['2', '4px', '8px']);
    render(page(undefined, { left: 9 }), root);
    assert.deepEqual(styles(), ['', '', '9px']);
  });

  it('makes nothing of what is absent', () => {
    const root = testRoot();
    const absent: readonly Child[] = [undefined, nothing, '', ['a', [0]]];
    render(html`<p>${absent}</p>`, root);
    assert.equal(textOf(root), 'a0');
    assert.equal(root.querySelector('p')?.children.length, 0);
  });
});

/** The elements that were taken out of `root`, or put in again, since. */
function watchMoves(root: Element): () => (Node | null)[] {
  const before = [...root.querySelectorAll('li')];
  const moved: Node[] = [];
  for (const each of before) {
    const remove = each.remove;
    each.remove = () => {
      moved.push(each);
      remove.call(each);
    };
  }
  const parent = root.querySelector('ol');
  assert.ok(parent);
  const insert = parent.insertBefore;
  parent.insertBefore = (node, place) => {
    moved.push(node);
    return insert.call(parent, node, place) as typeof node;
  };
  return () => moved;
}
