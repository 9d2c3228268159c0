import './testDocument.ts';

import assert from 'node:assert/strict';
import { render } from 'lit/html.js';
import type { PreviewModel } from '../../../src/panels/preview/contract.ts';
import { type PreviewContext, previewPage } from '../../../src/webview/preview/page.ts';
import type { PageProblem } from '../../../src/webview/preview/reports.ts';
import { press, testRoot, textOf } from './drawing.ts';

const shown: PreviewModel['state'] = {
  kind: 'shown',
  frame: {
    ...{ serial: 1, url: 'http://127.0.0.1:1/x', sandbox: '', height: 0 },
    ...{ keepTyped: false, reports: true, site: undefined },
  },
};

/** The page of a preview, with the task in its frame. */
function pageOf(given: Partial<PreviewModel> = {}) {
  const stage = document.createElement('div');
  stage.className = 'stage';
  const calls: unknown[] = [];
  const called =
    (name: string) =>
    (...call: unknown[]) =>
      void calls.push([name, ...call]);
  const context: PreviewContext = {
    ...{ device: 'desktop', stage },
    ...{ setDevice: called('device'), setRow: called('row'), setAccepted: called('accepted') },
    ...{ reload: called('reload'), openInBrowser: called('browser'), openLink: called('link') },
    ...{ openProblem: called('problem'), copyRow: called('copy') },
  };
  const root = testRoot();
  const without = { rows: undefined, answer: undefined };
  let model: PreviewModel = {
    uri: 'file:///a',
    file: 'a.hit.json',
    accepted: false,
    state: shown,
    ...without,
    ...given,
  };
  const draw = (change: Partial<PreviewModel> = {}, problems: readonly PageProblem[] = [], more = 0) => {
    model = { ...model, ...change };
    render(previewPage(model, { problems, more }, context), root);
  };
  draw();
  return { stage, calls, root, draw };
}

describe('the page of a preview', () => {
  it('never moves the task, which would load it again', () => {
    const { stage, root, draw } = pageOf();
    const around = stage.parentElement;
    draw({ state: { kind: 'starting' } });
    assert.ok(around?.classList.contains('empty'));
    const problems = [{ words: '<i>bad</i>', place: 'line 3' }];
    draw({ state: { kind: 'failed', title: 'Nothing to preview', problems } });
    draw({ state: shown, accepted: true }, [{ kind: 'console', level: 'error', text: 'oh', place: '' }], 4);
    draw({ answer: { fields: [{ name: 'a', value: 'b' }], row: [], problem: undefined } });
    assert.ok(stage.parentElement === around && stage.isConnected && !around?.classList.contains('empty'));
    assert.equal(root.querySelectorAll('.stage').length, 1);
  });

  it('keeps what is typed into the row until another row is shown', () => {
    const { calls, root, draw } = pageOf({ rows: { count: 12, row: 3, label: '' } });
    const field = () => root.querySelector<HTMLInputElement>('#row');
    const first = field();
    assert.equal(first?.value, '3');
    first.value = '7';
    draw();
    assert.ok(field() === first);
    first.focus();
    first.dispatchEvent(new KeyboardEvent('keydown', { key: '1' }));
    first.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    assert.deepEqual(calls, [['row', 7]]);
    draw({ rows: { count: 12, row: 7, label: '' } });
    assert.equal(field()?.value, '7');
    assert.ok(field() === first && document.activeElement === first, 'the keyboard stays');
    press(root, 'Previous Row');
    press(root, 'Next Row');
    assert.deepEqual(calls.slice(1), [
      ['row', 6],
      ['row', 8],
    ]);
    draw({ rows: { count: 12, row: 12, label: '' } });
    press(root, 'Next Row');
    assert.equal(calls.length, 3, 'there is no next row');
  });

  it('shows the row again instead of what is none', () => {
    const { calls, root, draw } = pageOf({ rows: { count: 12, row: 12, label: '' } });
    const field = root.querySelector<HTMLInputElement>('#row');
    assert.ok(field);
    const enter = (typed: string) => {
      field.value = typed;
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
      draw();
      return field.value;
    };
    assert.deepEqual(['99', 'x', ' ', '1.5'].map(enter), ['12', '12', '12', '12']);
    assert.deepEqual(calls, [['row', 12]]);
    assert.equal(enter('-3'), '1');
  });

  it('says what went wrong, and shows what the page says as text', () => {
    const text = '<img src=x onerror=alert(1)>';
    const { calls, root, draw } = pageOf();
    assert.match(textOf(root), /No errors, and everything loaded\./);
    draw({}, [{ kind: 'opens', level: 'warning', text, place: 'line 2', url: 'https://example.org/' }], 4);
    assert.equal(textOf(root.querySelector('.problems h2')), 'Problems (5)');
    assert.equal(textOf(root.querySelector('.problems .foreign')), text);
    assert.equal(root.querySelectorAll('img').length, 0);
    root.querySelector<HTMLElement>('.problems li button')?.click();
    assert.deepEqual(calls, [['link', 'https://example.org/']]);
    assert.match(textOf(root), /4 more aren’t listed\./);
  });

  it('lists what was submitted as fields and as a row', () => {
    const { root, draw } = pageOf();
    const fields = [{ name: 'said', value: 'red, in ink' }];
    const row = [
      { name: 'WorkerId', value: 'A1' },
      { name: 'Answer.said', value: 'red, in ink' },
    ];
    draw({ answer: { fields, row, problem: '<u>odd</u>' } });
    const cells = (selector: string) => [...root.querySelectorAll(selector)].map(textOf);
    assert.deepEqual(cells('.results > table td'), ['said', 'red, in ink']);
    assert.deepEqual(cells('.wide th'), ['WorkerId', 'Answer.said']);
    assert.deepEqual(cells('.wide td'), ['A1', 'red, in ink']);
    assert.equal(textOf(root.querySelector('.results .notice')), '<u>odd</u>');
    draw({ answer: { fields: [], row, problem: undefined } });
    assert.match(textOf(root), /The answer is empty\./);
  });
});
