/** HIT layouts in SQL. */
import { number, text } from './columnReaders.ts';
import type { Layout } from './peopleRows.ts';
import type { Layouts } from './peopleStore.ts';
import type { Row, Sql } from './sqlite.ts';

export function layoutsIn(sql: Sql): Layouts {
  return {
    get: id => {
      const row = sql.get('SELECT * FROM layouts WHERE id = ?', id);
      return row && readLayout(row);
    },
    save: layout => {
      sql.run(
        `INSERT INTO layouts (id, requester_id, name, html, frame_height, created) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, html = excluded.html, frame_height = excluded.frame_height`,
        layout.id,
        layout.requesterId,
        layout.name,
        layout.html,
        layout.frameHeight,
        layout.created,
      );
    },
    list: requesterId =>
      sql.all('SELECT * FROM layouts WHERE requester_id = ? ORDER BY created, id', requesterId).map(readLayout),
  };
}

function readLayout(row: Row): Layout {
  return {
    id: text(row, 'id'),
    requesterId: number(row, 'requester_id'),
    name: text(row, 'name'),
    html: text(row, 'html'),
    frameHeight: number(row, 'frame_height'),
    created: number(row, 'created'),
  };
}
