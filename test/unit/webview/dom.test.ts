import assert from 'node:assert/strict';
import { h, render } from '../../../src/webview/base/dom.ts';
import { type LightElement, lightRoot } from './lightDom.ts';

function byKey(root: LightElement, id: string): LightElement | undefined {
  return [...root.elements()].find(element => element.getAttribute('id') === id);
}

const item = (id: string, text = id) => h('li', { key: id, attributes: { id } }, text);

describe('drawing', () => {
  it('keeps the elements of keys, and moves none when others come before or go', () => {
    const { root, parent } = lightRoot();
    render(parent, [item('b'), item('c'), item('d')]);
    const [b, d] = [byKey(root, 'b'), byKey(root, 'd')];
    const before = root.ownerDocument.moves;
    render(parent, [item('a'), item('b', 'changed'), item('d')]);
    assert.equal(byKey(root, 'b'), b);
    assert.equal(byKey(root, 'd'), d);
    assert.equal(root.textContent, 'achangedd');
    assert.equal(root.ownerDocument.moves - before, 2, 'the new element and its text');
  });

  it('follows keys through a new order', () => {
    const { root, parent } = lightRoot();
    render(
      parent,
      ['a', 'b', 'c'].map(each => item(each)),
    );
    const a = byKey(root, 'a');
    render(
      parent,
      ['c', 'b', 'a'].map(each => item(each)),
    );
    assert.equal(root.textContent, 'cba');
    assert.equal(byKey(root, 'a'), a);
  });

  it('changes the text of a text node and leaves the node', () => {
    const { root, parent } = lightRoot();
    render(parent, [h('p', '', 'one')]);
    const text = root.firstChild?.firstChild;
    render(parent, [h('p', '', 'two')]);
    assert.equal(root.firstChild?.firstChild, text);
    assert.equal(text?.nodeValue, 'two');
  });

  it('leaves to the reader what is open', () => {
    const { root, parent } = lightRoot();
    const details = h('details', { initially: { open: true } }, 'text');
    render(parent, [details]);
    const [, element] = [...root.elements()];
    assert.equal(element?.getAttribute('open'), '');
    element?.removeAttribute('open');
    render(parent, [details]);
    assert.equal(element?.getAttribute('open'), null);
  });

  it('removes attributes that are no longer said, and calls the handler of the last drawing', () => {
    const { root, parent } = lightRoot();
    const pressed: number[] = [];
    const button = (turn: number, disabled?: string) =>
      h('button', { attributes: { 'aria-disabled': disabled }, on: { click: () => pressed.push(turn) } }, 'Go');
    render(parent, [button(1, 'true')]);
    render(parent, [button(2)]);
    const [, element] = [...root.elements()];
    assert.equal(element?.getAttribute('aria-disabled'), null);
    element?.listeners.get('click')?.({});
    assert.deepEqual(pressed, [2]);
  });

  it('makes no element of what is absent', () => {
    const { root, parent } = lightRoot();
    render(parent, [h('p', '', undefined, false, '', ['a', [0]])]);
    assert.equal(root.textContent, 'a0');
  });
});
