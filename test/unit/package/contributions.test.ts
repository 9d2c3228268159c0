/** package.json is what the source contributes, agrees with it on every id, and no id is typed twice in the source. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { withContributions } from '../../../scripts/contributions.ts';
import { rowCommands } from '../../../src/commands/rowCommands.ts';
import { contextKeys } from '../../../src/contextKeys.ts';
import {
  commands,
  documentScheme,
  panels,
  rowTokens,
  settings,
  taskType,
  viewContainer,
  views,
  webviewRows,
  webviewSections,
} from '../../../src/ids.ts';
import { contributes, manifest, whens } from './manifest.ts';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts') && name !== 'ids.ts')
  .map(name => ({ name, text: readFileSync(`src/${name}`, 'utf8') }));

const ids = new Set<string>(Object.values(commands));
const contextNames = new Set<string>(Object.values(contextKeys).map(([name]) => name));

describe('contributions', () => {
  it('are those of src/contributions: the build writes them', () => {
    const manifestText = readFileSync('package.json', 'utf8');
    assert.ok(withContributions(manifestText) === manifestText, 'package.json is not current: run npm run build');
  });

  it('declare exactly the commands of the source', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), Object.values(commands).toSorted());
  });

  it('put every command in the palette under one category', () => {
    for (const { command, category, title } of contributes.commands) {
      assert.equal(category, 'MTurk', command);
      assert.notEqual(title, '');
    }
  });

  it('offer a command of rows in the palette only while there are rows', () => {
    const offered = new Map(contributes.menus.commandPalette?.map(({ command, when }) => [command, when]));
    const [hitsKnown] = contextKeys.hitsKnown;
    for (const command of rowCommands) assert.ok(offered.get(command)?.startsWith(hitsKnown), command);
  });

  it('name the views and the panels of the source', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      [viewContainer],
    );
    assert.deepEqual(
      (contributes.views[viewContainer] ?? []).map(({ id }) => id),
      Object.values(views),
    );
    assert.deepEqual(manifest.activationEvents, [
      ...Object.values(panels).map(panel => `onWebviewPanel:${panel}`),
      `onFileSystem:${documentScheme}`,
      `onTaskType:${taskType}`,
      'workspaceContains:**/*.hit.json',
      'workspaceContains:**/*.qual.json',
    ]);
  });

  it('declare exactly the settings of the source', () => {
    assert.deepEqual(
      contributes.configuration.flatMap(({ properties }) => Object.keys(properties)).sort(),
      Object.values(settings).toSorted(),
    );
  });

  it('link settings that exist, and give an example of each that takes more than a switch', () => {
    const declared = new Map(contributes.configuration.flatMap(({ properties }) => Object.entries(properties)));
    for (const [id, property] of declared) {
      const { markdownDescription, type } = property as { markdownDescription: string; type: string };
      for (const [, linked = ''] of markdownDescription.matchAll(/`#([\w.]+)#`/g))
        assert.ok(declared.has(linked), linked);
      assert.ok(type === 'boolean' || /Example: `|such as `/.test(markdownDescription), id);
    }
  });

  it('ask only for context keys and row tokens that the source sets', () => {
    const keys = new Set<string>(Object.values(contextKeys).map(([key]) => key));
    const builtIn = new Set([
      'view',
      'viewItem',
      'listMultiSelection',
      'listDoubleSelection',
      'focusedView',
      'listFocus',
      'inputFocus',
      'webviewId',
      'activeWebviewPanelId',
      'webviewSection',
      'webviewRows',
      'webviewRejected',
      'resourceExtname',
      'resourceFilename',
      'resourceScheme',
    ]);
    const tokens = new Set<string>(Object.values(rowTokens));
    for (const when of whens) {
      for (const [, pattern = ''] of when.matchAll(/viewItem =~ \/(.*?)\//g))
        for (const [token] of pattern.replaceAll('\\b', ' ').matchAll(/[a-z]+/gi)) assert.ok(tokens.has(token), when);
      const bare = when.replace(/=~ \/.*?\//g, '').replace(/[=!]= [\w.-]+/g, '');
      for (const [key] of bare.matchAll(/[a-zA-Z][\w.]*/g))
        assert.ok(keys.has(key) || builtIn.has(key), `${key} in ${when}`);
      for (const [, pattern = ''] of when.matchAll(/[vV]iew =~ \/(.*?)\//g))
        assert.ok(
          Object.values<string>(views).some(view => new RegExp(pattern).test(view)),
          when,
        );
      for (const [, panel = ''] of when.matchAll(/webviewId == ([\w.]+)/g))
        assert.ok(Object.values<string>(panels).includes(panel), when);
      for (const [, section = ''] of when.matchAll(/webviewSection == ([\w.]+)/g))
        assert.ok(Object.values<string>(webviewSections).includes(section), when);
      for (const [, count = ''] of when.matchAll(/webviewRows == ([\w.]+)/g))
        assert.ok(
          webviewRows.some(each => each === count),
          when,
        );
      for (const [, view = ''] of when.matchAll(/view [=!]= ([\w.]+)/g))
        assert.ok(Object.values<string>(views).includes(view), when);
    }
  });

  it('are spelled out nowhere else in the source', () => {
    const ids = [...Object.values(commands), ...Object.values(views), ...Object.values(panels)];
    for (const { name, text } of sources)
      for (const id of ids)
        for (const quote of [`'${id}'`, `"${id}"`, `\`${id}\``]) assert.ok(!text.includes(quote), `${id} in ${name}`);
  });

  it('ship the pictures that they name', () => {
    const pictures = [
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg)),
    ];
    for (const picture of pictures) assert.ok(readFileSync(picture).length > 0, picture);
  });

  it('give each view an icon of its own, and each at most one button to begin with', () => {
    const icons = Object.values(contributes.views).flatMap(all => all.map(({ icon }) => icon));
    assert.ok(icons.every(icon => /^\$\([a-z-]+\)$/.test(icon)));
    assert.equal(new Set(icons).size, icons.length);
    for (const { view, contents } of contributes.viewsWelcome)
      assert.ok(contents.split('\n').filter(line => /^\[[^\]]+\]\([^)]+\)$/.test(line)).length <= 1, view);
    const firstButtons = contributes.viewsWelcome.filter(
      ({ when, contents }) => /localStopped/.test(when) && /\n\[/.test(contents),
    );
    assert.deepEqual(
      firstButtons.map(({ view }) => view),
      [views.hits],
      'one view says what to do first',
    );
  });

  it('have one walkthrough of four steps, in theme colours, each done by what it is about', () => {
    const [walkthrough, ...others] = contributes.walkthroughs;
    assert.ok(walkthrough && others.length === 0);
    assert.equal(walkthrough.steps.length, 4);
    for (const { id, description, completionEvents, media } of walkthrough.steps) {
      for (const [, command = ''] of description.matchAll(/\(command:([\w.]+)\)/g))
        assert.ok(ids.has(command), command);
      for (const event of completionEvents) {
        const [kind, name = ''] = event.split(':');
        assert.ok(kind === 'onContext' ? contextNames.has(name) : ids.has(name), `${id}: ${event}`);
      }
      const svg = readFileSync(media.svg, 'utf8');
      assert.doesNotMatch(svg, /(fill|stroke)="(?!none|var\(--vscode-)/, media.svg);
    }
  });
});
