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

  it('listens to an event from the drawing that asks for it, once, and to the last one’s handler', () => {
    const { root, parent } = lightRoot();
    const heard: string[] = [];
    render(parent, [h('button', {})]);
    render(parent, [h('button', { on: { click: () => heard.push('first') } })]);
    const [, element] = [...root.elements()];
    element?.listeners.get('click')?.({});
    render(parent, [h('button', { on: { click: () => heard.push('second'), keydown: () => heard.push('key') } })]);
    element?.listeners.get('click')?.({});
    element?.listeners.get('keydown')?.({});
    render(parent, [h('button', {})]);
    element?.listeners.get('click')?.({});
    assert.deepEqual(heard, ['first', 'second', 'key']);
  });

  it('gives up a size and a place that are no longer described', () => {
    const { root, parent } = lightRoot();
    render(parent, [h('div', { grow: 2, place: { top: 4, left: 8 } })]);
    const [, element] = [...root.elements()];
    render(parent, [h('div', { place: { left: 9 } })]);
    assert.deepEqual([element?.style.flexGrow, element?.style.top, element?.style.left], ['', '', '9px']);
    render(parent, [h('div', {})]);
    assert.equal(element?.style.left, '');
  });

  it('makes the content that a later drawing brings', () => {
    const { root, parent } = lightRoot();
    render(parent, [h('div', {}, 'text')]);
    const made = root.ownerDocument.createElement('p');
    render(parent, [h('div', { initially: { content: () => made as unknown as HTMLElement } })]);
    const holder = [...root.elements()].find(element => element.firstChild === made);
    assert.ok(holder);
    render(parent, [h('div', {}, 'text')]);
    assert.equal(root.textContent, 'text');
  });

  it('makes no element of what is absent', () => {
    const { root, parent } = lightRoot();
    render(parent, [h('p', '', undefined, false, '', ['a', [0]])]);
    assert.equal(root.textContent, 'a0');
  });
});
