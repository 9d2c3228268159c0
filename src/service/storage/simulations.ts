/** Runs of simulated workers and their next steps, in SQL. */
import { json, number, optionalNumber, optionalText, text } from './columnReaders.ts';
import type { Row, Sql } from './sqlite.ts';

export const simulationTables = `
  CREATE TABLE simulations (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    settings TEXT NOT NULL,
    state TEXT NOT NULL,
    started INTEGER NOT NULL,
    counts TEXT NOT NULL
  );

  CREATE TABLE simulation_steps (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    simulation_seq INTEGER NOT NULL REFERENCES simulations (seq),
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    worker INTEGER NOT NULL,
    round INTEGER NOT NULL,
    assignment_id TEXT,
    hit_seq INTEGER
  );
  CREATE INDEX simulation_steps_due ON simulation_steps (at, seq);
  CREATE INDEX simulation_steps_of_run ON simulation_steps (simulation_seq);
`;

/** How far a run is: what its workers did. */
export interface SimulationCounts {
  readonly arrived: number;
  readonly accepted: number;
  readonly submitted: number;
  readonly returned: number;
  readonly abandoned: number;
  /** Submissions of what had been submitted, all of them refused. */
  readonly submittedTwice: number;
  /** Too late, or its HIT gone. */
  readonly refused: number;
  /** Visits that found nothing to do. */
  readonly foundNothing: number;
}

export interface Simulation<S> {
  readonly seq: number;
  readonly settings: S;
  readonly state: 'running' | 'done' | 'stopped' | 'failed';
  /** ms */
  readonly started: number;
  readonly counts: SimulationCounts;
  /** Why it failed. */
  readonly error: string | undefined;
}

export interface SimulationStep {
  readonly seq: number;
  readonly simulationSeq: number;
  /** ms */
  readonly at: number;
  /** A worker looks for work, or ends the work they have. */
  readonly kind: 'visit' | 'submit' | 'return';
  /** Number of the worker in the run, and of the visit of that worker, both from 0. */
  readonly worker: number;
  readonly round: number;
  /** What is ended; absent for a visit. */
  readonly work: { readonly assignmentId: string; readonly hitSeq: number } | undefined;
}

/** The settings are whatever the simulation wrote itself. */
export interface Simulations {
  add<S>(settings: S, started: number, counts: SimulationCounts): number;
  get<S>(seq: number): Simulation<S> | undefined;
  save(simulation: Pick<Simulation<unknown>, 'seq' | 'state' | 'counts'>): void;
  /** Newest first. */
  list(limit: number): Simulation<unknown>[];
  schedule(step: Omit<SimulationStep, 'seq'>): void;
  /** Gives a step and removes it. */
  take(seq: number): SimulationStep | undefined;
  hasSteps(simulationSeq: number): boolean;
  dropSteps(simulationSeq: number): void;
  /** Ends the run of a step, which can't be taken. */
  fail(stepSeq: number, error: string): void;
}

export function simulationsIn(sql: Sql): Simulations {
  return {
    add: (settings, started, counts) =>
      sql.run(
        `INSERT INTO simulations (settings, state, started, counts) VALUES (?, 'running', ?, ?)`,
        JSON.stringify(settings),
        started,
        JSON.stringify(counts),
      ),
    get: <S>(seq: number) => {
      const row = sql.get('SELECT * FROM simulations WHERE seq = ?', seq);
      return row && readSimulation<S>(row);
    },
    save: ({ seq, state, counts }) => {
      sql.run('UPDATE simulations SET state = ?, counts = ? WHERE seq = ?', state, JSON.stringify(counts), seq);
    },
    list: limit =>
      sql.all('SELECT * FROM simulations ORDER BY seq DESC LIMIT ?', limit).map(row => readSimulation<unknown>(row)),
    schedule: step => {
      sql.run(
        `INSERT INTO simulation_steps (simulation_seq, at, kind, worker, round, assignment_id, hit_seq)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        step.simulationSeq,
        step.at,
        step.kind,
        step.worker,
        step.round,
        step.work?.assignmentId,
        step.work?.hitSeq,
      );
    },
    take: seq => {
      const row = sql.get('SELECT * FROM simulation_steps WHERE seq = ?', seq);
      sql.run('DELETE FROM simulation_steps WHERE seq = ?', seq);
      return row && readStep(row);
    },
    hasSteps: simulationSeq =>
      sql.get('SELECT 1 FROM simulation_steps WHERE simulation_seq = ? LIMIT 1', simulationSeq) !== undefined,
    fail: (stepSeq, error) => {
      const run = '(SELECT simulation_seq FROM simulation_steps WHERE seq = ?)';
      sql.run(
        `UPDATE simulations SET state = 'failed', counts = json_set(counts, '$.error', ?) WHERE seq = ${run}`,
        error.slice(0, 1000),
        stepSeq,
      );
      sql.run(`DELETE FROM simulation_steps WHERE simulation_seq = ${run}`, stepSeq);
    },
    dropSteps: simulationSeq => {
      sql.run('DELETE FROM simulation_steps WHERE simulation_seq = ?', simulationSeq);
    },
  };
}

function readSimulation<S>(row: Row): Simulation<S> {
  const { error, ...counts } = json<SimulationCounts & { readonly error?: string }>(row, 'counts');
  return {
    seq: number(row, 'seq'),
    settings: json<S>(row, 'settings'),
    state: text(row, 'state') as Simulation<S>['state'],
    started: number(row, 'started'),
    counts,
    error,
  };
}

function readStep(row: Row): SimulationStep {
  const assignmentId = optionalText(row, 'assignment_id');
  const hitSeq = optionalNumber(row, 'hit_seq');
  return {
    seq: number(row, 'seq'),
    simulationSeq: number(row, 'simulation_seq'),
    at: number(row, 'at'),
    kind: text(row, 'kind') as SimulationStep['kind'],
    worker: number(row, 'worker'),
    round: number(row, 'round'),
    work: assignmentId === undefined || hitSeq === undefined ? undefined : { assignmentId, hitSeq },
  };
}
