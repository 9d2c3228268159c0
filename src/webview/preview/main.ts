/** The preview of a definition in the browser: takes models, keeps the frame, and passes on what the user does. */
import { render } from 'lit/html.js';
import type { EditorKey } from '../../mturk/editorKeys.ts';
import { type PreviewModel, previewContract, readIdentity } from '../../panels/preview/contract.ts';
import { announcer } from '../base/announcer.ts';
import { keepingFocus } from '../base/focus.ts';
import { connect } from '../base/host.ts';
import { type PreviewContext, previewPage } from './page.ts';
import type { Heard, PageProblem } from './reports.ts';
import { createStage, type Device, widths } from './stage.ts';
import '../base/base.css';
import './preview.css';

/** More of one page are counted and not shown. */
const mostProblems = 100;

const host = connect(previewContract);
const root = document.createElement('div');
root.id = 'root';
document.body.append(root);
const announce = announcer(document);

let model: PreviewModel | undefined;
let device: Device = readDevice(host.readState());
let problems: PageProblem[] = [];
let more = 0;
let serial: number | undefined;

const stage = createStage(heard);

function heard(report: Heard): void {
  if (report.kind === 'submitted') host.command('submitted', {});
  if (report.kind === 'problem') note(report.problem);
  if (report.kind === 'key' && stage.hasKeyboard) pass(report.key);
}

/** Milliseconds between two keys: nobody presses these faster, and a page could. */
const keyPause = 100;
let lastKey = Number.NEGATIVE_INFINITY;

/** VS Code takes the keys that reach this window. */
function pass(key: EditorKey): void {
  const now = performance.now();
  if (now - lastKey < keyPause) return;
  lastKey = now;
  window.dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true }));
}

function note(problem: PageProblem): void {
  const last = problems.at(-1);
  if (last?.kind === problem.kind && last.text === problem.text) return;
  if (problems.length >= mostProblems) more += 1;
  else problems.push(problem);
  draw();
}

// The frame may go to the origin that it came from; whatever else it leads to is not shown here.
document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
  if (effectiveDirective !== 'frame-src') return;
  const text = `The page navigated to ${blockedURI}, which the preview doesn’t show. Open the task in the browser to follow it.`;
  note({ kind: 'blocked', level: 'warning', text, place: '' });
});

const context: PreviewContext = {
  get device() {
    return device;
  },
  setDevice: chosen => {
    device = chosen;
    saveState();
    draw();
  },
  stage: stage.element,
  setRow: row => host.command('setRow', { row }),
  setAccepted: accepted => host.command('setAccepted', { accepted }),
  reload: () => host.command('reload', {}),
  openInBrowser: () => host.command('openInBrowser', {}),
  openLink: url => host.command('openLink', { url }),
  openProblem: index => host.command('openProblem', { index }),
  copyRow: () => host.command('copyRow', {}),
};

function draw(): void {
  const current = model;
  if (!current) return;
  if (current.state.kind === 'shown') stage.show(current.state.frame, device);
  else stage.clear();
  keepingFocus(root, () => render(previewPage(current, { problems, more }, context), root));
}

function saveState(): void {
  if (model) host.saveState({ uri: model.uri, row: model.rows?.row ?? 1, accepted: model.accepted, device });
}

function readDevice(state: unknown): Device {
  const named = typeof state === 'object' && state !== null && 'device' in state ? state.device : undefined;
  return readIdentity(state) && typeof named === 'string' && Object.hasOwn(widths, named)
    ? (named as Device)
    : 'desktop';
}

host.listen({
  model: next => {
    const answered = next.answer !== undefined && model?.answer === undefined;
    model = next;
    const loaded = next.state.kind === 'shown' ? next.state.frame.serial : undefined;
    if (loaded !== serial) {
      problems = [];
      more = 0;
    }
    serial = loaded;
    saveState();
    draw();
    if (next.state.kind === 'failed') announce(next.state.title);
    if (answered) announce('The results arrived. They are shown below the task.');
  },
});
