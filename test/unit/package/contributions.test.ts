/** package.json is what the source contributes, agrees with it on every id, and no id is typed twice in the source. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { withContributions } from '../../../scripts/contributions.ts';
import { rowCommands } from '../../../src/commands/rowCommands.ts';
import { contextKeys } from '../../../src/contextKeys.ts';
import {
  commands,
  documentScheme,
  focusedRowsArgument,
  panels,
  rowTokens,
  settings,
  submenus,
  taskType,
  viewContainer,
  views,
  webviewRows,
  webviewSections,
} from '../../../src/ids.ts';

interface MenuEntry {
  command?: string;
  submenu?: string;
  when?: string;
  group?: string;
}
interface Manifest {
  main: string;
  activationEvents: string[];
  engines: { vscode: string };
  contributes: {
    commands: { command: string; title: string; category: string; icon?: string; enablement?: string }[];
    viewsContainers: { activitybar: { id: string; icon: string }[] };
    views: Record<string, { id: string; icon: string }[]>;
    walkthroughs: {
      steps: { id: string; description: string; completionEvents: string[]; media: { svg: string } }[];
    }[];
    viewsWelcome: { view: string; when: string; contents: string }[];
    menus: Record<string, MenuEntry[]>;
    submenus: { id: string; label: string }[];
    keybindings: { command: string; key: string; mac?: string; when: string; args?: unknown }[];
    configuration: { properties: Record<string, unknown> }[];
  };
}

const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const { contributes } = manifest;

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts') && name !== 'ids.ts')
  .map(name => ({ name, text: readFileSync(`src/${name}`, 'utf8') }));

const menuEntries = Object.entries(contributes.menus).flatMap(([menu, entries]) =>
  entries.map(entry => ({ menu, ...entry })),
);
const whens = [
  ...menuEntries.map(entry => entry.when ?? ''),
  ...contributes.viewsWelcome.map(entry => entry.when),
  ...contributes.commands.map(entry => entry.enablement ?? ''),
  ...contributes.keybindings.map(entry => entry.when),
];

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

  it('use only declared commands in menus, welcomes and context', () => {
    const known = new Set<string>(Object.values(commands));
    for (const { menu, command, submenu } of menuEntries)
      assert.ok(
        known.has(command ?? '') || Object.values<string>(submenus).includes(submenu ?? ''),
        `${menu}: ${command}`,
      );
    for (const { contents } of contributes.viewsWelcome)
      for (const [, command = ''] of contents.matchAll(/command:([\w.]+)/g)) assert.ok(known.has(command), command);
  });

  it('declare exactly the submenus of the source, and fill and use each', () => {
    const ids = Object.values<string>(submenus);
    assert.deepEqual(
      contributes.submenus.map(({ id }) => id),
      ids,
    );
    for (const id of ids) {
      assert.ok((contributes.menus[id] ?? []).length > 0, id);
      assert.ok(
        menuEntries.some(({ submenu }) => submenu === id),
        id,
      );
    }
  });

  it('have no submenu twice in a menu: VS Code leaves the second out', () => {
    for (const [menu, entries] of Object.entries(contributes.menus)) {
      const used = entries.flatMap(({ submenu }) => submenu ?? []);
      assert.deepEqual([...new Set(used)], used, menu);
    }
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
      'webviewSection',
      'webviewRows',
      'webviewRejected',
      'resourceExtname',
      'resourceFilename',
    ]);
    const tokens = new Set<string>(Object.values(rowTokens));
    for (const when of whens) {
      for (const [, pattern = ''] of when.matchAll(/viewItem =~ \/(.*?)\//g))
        for (const [token] of pattern.replaceAll('\\b', ' ').matchAll(/[a-z]+/gi)) assert.ok(tokens.has(token), when);
      const bare = when.replace(/=~ \/.*?\//g, '').replace(/[=!]= [\w.]+/g, '');
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

  it('put what can’t be undone last in its menu, under a heading of its own or at the end of its group', () => {
    const grave = new Set<string>([
      commands.reject,
      commands.expireHIT,
      commands.deleteHIT,
      commands.disableHIT,
      commands.resetLocal,
      commands.removeProfile,
      commands.deleteQualificationType,
      commands.excludeWorkers,
      commands.revokeQualification,
      commands.blockWorkers,
      commands.rejectRequest,
    ]);
    for (const [menu, entries] of Object.entries(contributes.menus))
      for (const { command, group = '' } of entries) {
        if (!grave.has(command ?? '') || group.startsWith('inline')) continue;
        const [name = '', place = '0'] = group.split('@');
        const after = entries.filter(
          other =>
            !grave.has(other.command ?? '') &&
            other.group?.startsWith(`${name}@`) &&
            Number(other.group.split('@')[1]) >= Number(place),
        );
        assert.deepEqual(after, [], `${menu}: ${command}`);
      }
  });

  it('name the commands of rows in the source', () => {
    const { menus } = manifest.contributes;
    const items = ['view/item/context', ...Object.values(submenus)].flatMap(menu => menus[menu] ?? []);
    assert.deepEqual([...rowCommands].sort(), [...new Set(items.flatMap(({ command }) => command ?? []))].sort());
  });

  it('have no command both in a title bar and on rows: from a title bar VS Code passes the focused row, which nobody meant', () => {
    const onRows = new Set((contributes.menus['view/item/context'] ?? []).map(({ command }) => command));
    const inTitles = (contributes.menus['view/title'] ?? []).map(({ command }) => command);
    assert.deepEqual(
      inTitles.filter(command => onRows.has(command)),
      [],
    );
  });

  it('give keys only in the views that they act in, never while somebody types, and each once', () => {
    const used = new Set<string>();
    for (const { command, key, mac = key, when, args } of contributes.keybindings) {
      assert.match(when, /^focusedView =~ .* && listFocus && !inputFocus$/, command);
      // A letter alone moves through a list as one types.
      for (const each of [key, mac])
        assert.match(each, /^((ctrl|cmd|shift|alt)\+)*(ctrl|cmd|alt)\+(\w|enter)$/, command);
      if (command !== commands.find) assert.deepEqual(args, focusedRowsArgument, command);
      assert.ok(!used.has(key), key);
      used.add(key);
    }
    const documented = [...readFileSync('docs/keyboard.md', 'utf8').matchAll(/^\| ([A-Z]\S+\+\S+) \|/gm)];
    assert.deepEqual(documented.map(([, key = '']) => key.toLowerCase()).sort(), [...used].sort());
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
