import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type * as vscode from 'vscode';
import { notification } from '../../../src/panels/contract.ts';
import { WebviewHost } from '../../../src/panels/webviewHost.ts';

const contract = { requests: {}, commands: {}, notifications: { count: notification<{ count: number }>() } };

/** The part of a panel that the host side touches, and the moves of VS Code and of the page. */
function fakePanel() {
  const events = new EventEmitter();
  const on =
    (name: string) => (listener: (event: unknown) => void, _self?: unknown, subscriptions?: vscode.Disposable[]) => {
      events.on(name, listener);
      const subscription = { dispose: () => void events.off(name, listener) };
      subscriptions?.push(subscription);
      return subscription;
    };
  const posted: unknown[] = [];
  const webview = {
    cspSource: 'https://host',
    options: {} as vscode.WebviewOptions,
    html: '',
    asWebviewUri: (uri: unknown) => uri,
    onDidReceiveMessage: on('message'),
    postMessage: async (message: unknown) => posted.push(message),
  };
  const panel = {
    title: 'HIT',
    visible: true,
    webview,
    onDidDispose: on('dispose'),
    onDidChangeViewState: on('state'),
    dispose: () => events.emit('dispose'),
  };
  return {
    panel: panel as unknown as vscode.WebviewPanel,
    webview,
    posted,
    listeners: () => events.eventNames().length,
    ready: () => events.emit('message', { type: 'ready' }),
    show: (visible: boolean) => {
      panel.visible = visible;
      events.emit('state');
    },
  };
}

function open() {
  const fake = fakePanel();
  let sent = 0;
  let disposed = 0;
  const host = new WebviewHost({
    panel: fake.panel,
    asset: (...parts) => `https://host/${parts.join('/')}` as unknown as vscode.Uri,
    name: 'hit',
    contract,
    handlers: { requests: {}, commands: {} },
    send: () => {
      sent += 1;
    },
    onDispose: () => {
      disposed += 1;
    },
  });
  return { ...fake, host, sent: () => sent, disposed: () => disposed };
}

describe('the host side of a webview', () => {
  it('posts nothing before the page is ready, and everything then', () => {
    const { host, posted, ready, sent } = open();
    host.notify('count', { count: 1 });
    assert.deepEqual(posted, []);
    ready();
    assert.equal(sent(), 1);
    host.notify('count', { count: 2 });
    assert.deepEqual(posted, [{ type: 'notification', name: 'count', params: { count: 2 } }]);
  });

  it('posts nothing while hidden, and sends again when the page is back', () => {
    const { host, posted, ready, show, sent } = open();
    ready();
    show(false);
    host.notify('count', { count: 1 });
    assert.deepEqual(posted, []);
    show(true);
    assert.equal(sent(), 1, 'the page is loading again and has not said that it listens');
    ready();
    assert.equal(sent(), 2);
  });

  it('sends again when the page was quicker than the news that it is visible', () => {
    const { ready, show, sent } = open();
    ready();
    show(false);
    ready();
    show(true);
    assert.equal(sent(), 3);
  });

  it('lets a page read its own folder only', () => {
    const { webview } = open();
    assert.deepEqual(webview.options.localResourceRoots, ['https://host/']);
    assert.match(webview.html, /src="https:\/\/host\/hit\.js"/);
  });

  it('lets go of everything once, whoever closes it', () => {
    const { host, disposed, listeners, posted } = open();
    host.dispose();
    host.dispose();
    host.notify('count', { count: 1 });
    assert.equal(disposed(), 1);
    assert.equal(listeners(), 0);
    assert.deepEqual(posted, []);
  });
});
