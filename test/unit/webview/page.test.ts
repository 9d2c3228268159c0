import './testDocument.ts';
import assert from 'node:assert/strict';
import { render } from 'lit/html.js';
import type { HITState, HITViewModel } from '../../../src/panels/hit/contract.ts';
import { utcText, workText } from '../../../src/webview/base/timeElements.ts';
import { changeText } from '../../../src/webview/hit/changes.ts';
import { hitPage } from '../../../src/webview/hit/page.ts';
import { button, drawn, elementsOf, press, testRoot, textOf } from './drawing.ts';
import { assignmentView, hitModel, pageContext } from './models.ts';

function draw(model: HITViewModel, acted: string[] = []): HTMLElement {
  return drawn(hitPage(model, pageContext({ acted })));
}

function withState(state: HITState): HITViewModel {
  return { ...hitModel('x'), state };
}

describe('the HIT page', () => {
  it('passes on what is pressed, and nothing that a rule forbids', () => {
    const acted: string[] = [];
    const page = draw(hitModel('x', [assignmentView()]), acted);
    press(page, 'Open in Editor');
    press(page, 'Approve…');
    press(page, 'Reject…');
    assert.deepEqual(acted, ['openQuestion', 'approve 3ASSIGNMENT000000000000000001']);
  });

  it('says why not, to eyes and ears, and stays reachable', () => {
    const forbidden = button(draw(hitModel('x', [assignmentView()])), 'Reject…');
    const reason = 'Not available: a rule.';
    assert.equal(forbidden.getAttribute('title'), reason);
    assert.equal(forbidden.getAttribute('aria-description'), reason);
    assert.equal(forbidden.getAttribute('aria-disabled'), 'true');
    assert.equal(forbidden.getAttribute('disabled'), null);
  });

  it('says why it could not be refreshed, and how old what it shows is', () => {
    const { state, ...rest } = hitModel('x');
    assert(state.kind === 'present');
    const failure = { reason: 'nothing answers', advice: 'Start it.' };
    const textWith = (updated: number | undefined) =>
      textOf(draw({ ...rest, state: { ...state, staleness: { loading: false, updated, failure } } }));
    assert.match(
      textWith(rest.now - 300_000),
      /Couldn’t refresh this HIT: nothing answers\. Start it\. Last updated 5 m ago\./,
    );
    const unread = textWith(undefined);
    assert.match(unread, /Couldn’t read the assignments: nothing answers\. Start it\./);
    assert.doesNotMatch(unread, /Last updated/);
  });

  it('offers to open web addresses only', () => {
    const opens = (url: string) =>
      elementsOf(draw(hitModel(url))).some(each => each.localName === 'button' && textOf(each) === 'Open in Browser');
    assert.ok(opens('https://lab.example.edu/task'));
    assert.ok(!opens('javascript:alert(1)'));
    assert.ok(!opens('file:///etc/passwd'));
  });

  it('says which crowd elements of a page workers can’t use on Local', () => {
    const model = hitModel('x');
    assert(model.state.kind === 'present');
    const words = (uncovered: readonly string[]) => {
      const question = { kind: 'html', frameHeight: 0, uncovered } as const;
      const state =
        model.state.kind === 'present' ? { ...model.state, hit: { ...model.state.hit, question } } : model.state;
      return elementsOf(draw({ ...model, state })).map(textOf);
    };
    const note =
      'Local’s worker site does not cover <crowd-line>: workers see a note in its place, and it gives no answer.';
    assert(words(['crowd-line']).includes(note));
    assert(!words([]).some(text => text.includes('does not cover')));
  });

  it('keeps an opened reason of a bonus open when another bonus comes before it', () => {
    const model = hitModel('x');
    assert(model.state.kind === 'present');
    const { state } = model;
    const old = {
      workerId: 'A1',
      assignmentId: '3A',
      amount: '$0.50',
      reason: 'old '.repeat(200),
      paid: model.now - 2,
    };
    const fresh = { ...old, amount: '$0.70', reason: 'new '.repeat(200), paid: model.now - 1 };
    const acted: string[] = [];
    const context = pageContext({ expanded: key => acted.includes(`toggle ${key}`), acted });
    const draw = (...bonuses: readonly (typeof old)[]) =>
      render(hitPage({ ...model, state: { ...state, hit: { ...state.hit, bonuses } } }, context), root);
    const root = testRoot();
    draw(old);
    const [entry] = root.querySelectorAll('.bonuses li');
    press(root, 'Show all 800 characters of the reason');
    draw(fresh, old);
    const entries = [...root.querySelectorAll('.bonuses li')];
    assert.ok(entries[1] === entry);
    assert.deepEqual(
      entries.map(each => textOf(each).includes('Show less')),
      [false, true],
    );
  });

  it('has one first heading in every state, and no level left out', () => {
    const states: HITState[] = [
      { kind: 'loading' },
      { kind: 'gone' },
      { kind: 'failed', failure: { reason: 'nothing answers', advice: 'Check it.' } },
      hitModel('x').state,
    ];
    for (const state of states) {
      const levels = elementsOf(draw(withState(state))).flatMap(({ localName }) =>
        /^h\d$/.test(localName) ? [Number(localName[1])] : [],
      );
      assert.equal(levels.filter(level => level === 1).length, 1, state.kind);
      levels.reduce((before, level) => {
        assert.ok(level <= before + 1, state.kind);
        return level;
      }, 0);
    }
  });
});

describe('what is said aloud', () => {
  const approved = hitModel('x', [assignmentView({ status: 'Approved' })]);
  const submitted = hitModel('x', [assignmentView()]);

  it('is what someone waits for', () => {
    assert.equal(changeText(submitted, approved), 'The assignment of A2YUCJ28XANFOX is now Approved.');
    assert.equal(
      changeText(submitted, hitModel('x', [assignmentView({ id: '3NEW' }), assignmentView()])),
      'A new assignment was submitted.',
    );
    assert.equal(changeText(submitted, withState({ kind: 'gone' })), 'This HIT no longer exists.');
    assert.equal(
      changeText(submitted, withState({ kind: 'failed', failure: { reason: 'nothing answers', advice: '' } })),
      'Couldn’t read the HIT: nothing answers.',
    );
  });

  it('is nothing at first, nor when nothing changed', () => {
    assert.equal(changeText(undefined, submitted), '');
    assert.equal(changeText(submitted, submitted), '');
  });
});

describe('times on a page', () => {
  it('show seconds where work was quick, and never fail on a strange instant', () => {
    assert.equal(workText(192_000), '3 m 12 s');
    assert.equal(workText(9000), '9 s');
    assert.equal(workText(2 * 3600_000 + 5 * 60_000 + 7000), '2 h 5 m');
    assert.equal(utcText(Date.UTC(2026, 10, 2, 12)), '2026-11-02 12:00:00 UTC');
    assert.equal(utcText(Number.NaN), 'unknown');
    assert.equal(utcText(9e15), 'unknown');
  });
});
