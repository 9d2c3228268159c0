/** Commands in menus, title bars and under keys. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rowCommands } from '../../../src/commands/rowCommands.ts';
import { commands, focusedRowsArgument, submenus } from '../../../src/ids.ts';
import { contributes, manifest, menuEntries } from './manifest.ts';

describe('menus and keys', () => {
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
});
