import '../testDocument.ts';

import assert from 'node:assert/strict';
import { render } from 'lit/html.js';
import { type BarContext, notices, searchId, topBar } from '../../../../src/webview/review/bars.ts';
import { Surroundings } from '../../../../src/webview/review/gridChrome.ts';
import { statusLine } from '../../../../src/webview/review/gridMessage.ts';
import type { GridModel, GridPreferences } from '../../../../src/webview/review/gridModel.ts';
import { popupBox } from '../../../../src/webview/review/popups.ts';
import { reader } from '../../../../src/webview/review/readingPane.ts';
import { started } from '../../review/rows.ts';
import { button, drawn, press, testRoot, textOf } from '../drawing.ts';
import { modelOf } from './models.ts';

const ignored = () => undefined;

function barsOf(model: GridModel, given: Partial<BarContext> = {}): BarContext {
  return {
    ...{ model, now: started, head: undefined, progress: undefined, readerOpen: false },
    ...{ search: ignored, clearFilters: ignored, perform: ignored, select: ignored, approveAll: ignored },
    ...{ openPopup: ignored, toggleReader: ignored, refresh: ignored, stop: ignored },
    ...given,
  };
}

describe('the bars around the grid', () => {
  it('leave what is being typed into the search alone', () => {
    const model = modelOf({}, {});
    model.wish({ search: 'blue' });
    const root = testRoot();
    const draw = () => render(topBar(barsOf(model)), root);
    draw();
    const input = root.querySelector<HTMLInputElement>(`#${searchId}`);
    assert.equal(input?.value, 'blue');
    input.value = 'blue "no';
    input.focus();
    model.wish({ search: 'blue "no' });
    draw();
    assert.ok(root.querySelector(`#${searchId}`) === input);
    assert.ok(document.activeElement === input);
    assert.equal(input.value, 'blue "no');
    assert.equal(input.getAttribute('aria-invalid'), model.problem === undefined ? null : 'true');
  });

  it('say what is wrong, and no more when it is over', () => {
    const model = modelOf({});
    const root = testRoot();
    const draw = (progress: BarContext['progress']) => render(notices(barsOf(model, { progress })), root);
    const reading = { reading: true, done: 1, total: 3, stopped: false };
    draw(reading);
    assert.match(textOf(root), /Reading the answers: 1 of 3 HITs/);
    draw({ ...reading, reading: false, failure: { reason: '<b>away</b>', advice: 'Start it.' } });
    assert.match(textOf(root), /Couldn’t read everything: <b>away<\/b>\. Start it\./);
    assert.equal(root.querySelectorAll('b, .progress').length, 0);
    draw({ ...reading, reading: false });
    assert.equal(textOf(root).trim(), '');
  });
});

describe('the message below the grid', () => {
  it('has other buttons than the message before: what had the keyboard does nothing else', () => {
    const answers: unknown[] = [];
    const root = testRoot();
    const draw = (id: number, action: string) =>
      render(
        statusLine({ id, kind: 'done', text: `Done ${id}`, actions: [action] }, (...answer) => answers.push(answer)),
        root,
      );
    draw(1, 'Undo');
    const undo = button(root, 'Undo');
    draw(1, 'Undo');
    assert.ok(button(root, 'Undo') === undo);
    draw(2, 'Undo');
    assert.ok(button(root, 'Undo') !== undo && !undo.isConnected);
    press(root, 'Undo');
    press(root, 'Close message');
    assert.deepEqual(answers, [[2, 'Undo'], [2]]);
  });
});

describe('what surrounds the grid', () => {
  it('shows no message any more once it was closed', () => {
    const answers: unknown[] = [];
    const around = new Surroundings({
      ...{ model: modelOf({}), now: started, head: undefined, reading: undefined, readerOpen: false },
      ...{ grid: { focus: ignored }, showReader: ignored, wish: ignored, perform: ignored, select: ignored },
      ...{
        approveAll: ignored,
        refresh: ignored,
        stop: ignored,
        openHIT: ignored,
        openLink: ignored,
        copyText: ignored,
      },
      answer: (...answer) => answers.push(answer),
    });
    around.showMessage({ id: 1, kind: 'done', text: 'Approved 1 assignment.', actions: ['Undo'] });
    assert.match(textOf(around.bottom), /Approved 1 assignment\./);
    around.closeMessage();
    assert.doesNotMatch(textOf(around.bottom), /Approved 1 assignment\./);
    assert.deepEqual(answers, [[1]]);
  });
});

describe('what opens above the grid', () => {
  it('keeps what is typed into the filter of a column, which the next column does not get', () => {
    const model = modelOf({ answers: { colour: 'red', shade: 'dark' } });
    const wishes: Partial<GridPreferences>[] = [];
    const root = testRoot();
    const draw = (id: string) =>
      render(
        popupBox({ kind: 'column', id, left: 12, top: 60 }, { model, wish: part => wishes.push(part), close: ignored }),
        root,
      );
    draw('answer:colour');
    const box = root.firstElementChild as HTMLElement;
    assert.deepEqual([box.style.left, box.style.top, box.getAttribute('role')], ['12px', '60px', 'dialog']);
    const input = root.querySelector('input');
    assert.ok(input);
    input.value = 'red';
    input.focus();
    draw('answer:colour');
    assert.ok(root.querySelector('input') === input);
    assert.ok(document.activeElement === input);
    assert.equal(input.value, 'red');
    draw('answer:shade');
    assert.equal(root.querySelector('input')?.value, '');
    press(root, 'Sort Descending');
    assert.deepEqual(wishes, [{ sortings: [{ column: 'answer:shade', descending: true }] }]);
  });
});

describe('the pane with the whole assignment', () => {
  const contextOf = (model: GridModel) => {
    const opened: string[] = [];
    const expanded = new Set<string>();
    const expansion = { has: (key: string) => expanded.has(key), toggle: (key: string) => void expanded.add(key) };
    const openLink = (url: string) => void opened.push(url);
    const others = { openHIT: ignored, copy: ignored, close: ignored };
    return { opened, context: { model, now: started, expansion, openLink, ...others } };
  };

  it('has every answer at its full length, and addresses as text beside a button', () => {
    const long = 'word '.repeat(200);
    const model = modelOf({ answers: { colour: `<u>red</u> https://example.org/a`, long } });
    const { opened, context } = contextOf(model);
    const root = drawn(reader(context));
    assert.match(textOf(root), /<u>red<\/u>/);
    assert.equal(root.querySelectorAll('u, a').length, 0);
    press(root, 'Open in Browser https://example.org/a');
    assert.deepEqual(opened, ['https://example.org/a']);
    assert.ok(!textOf(root).includes(long));
    press(root, 'Show all 1,000 characters of long');
    render(reader(context), root);
    assert.ok(textOf(root).includes(long));
  });

  it('stays, with its fields, when another row comes', () => {
    const model = modelOf({ answers: { colour: 'red' } }, { answers: { colour: 'blue' }, worker: 'OTHER' });
    const { context } = contextOf(model);
    const root = drawn(reader(context));
    const before = [...root.querySelectorAll('aside, section')];
    root.querySelector<HTMLElement>('aside')?.focus();
    model.goTo(1);
    render(reader(context), root);
    const after = [...root.querySelectorAll('aside, section')];
    assert.ok(after.length === before.length && after.every((each, place) => each === before[place]));
    assert.ok(document.activeElement === before[0]);
    assert.equal(textOf(root.querySelector('h2')), 'OTHER');
    assert.match(textOf(root), /blue/);
  });
});
