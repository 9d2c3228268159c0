/** Models of the grid for tests. */
import { GridModel } from '../../../../src/webview/review/gridModel.ts';
import { type Given, hitOf, rowOf, started } from '../../review/rows.ts';

export function modelOf(...rows: readonly Given[]): GridModel {
  const model = new GridModel(() => started);
  model.table.putHITs([...new Set(rows.map(({ hit = 'H1' }) => hit))].map(id => hitOf(id)));
  model.table.put(rows.map((row, index) => rowOf(index, row)));
  model.arrange();
  return model;
}
