/**
 * What the reference says of HITs, assignments and money (reference.md §3, §4, §7), told a second time in plain arrays: slow,
 * without storage, transactions or indexes. The service must agree with it after every step. Times in seconds, money in cents.
 */

export type Status = 'Accepted' | 'Submitted' | 'Approved' | 'Rejected' | 'Vacant';

export interface Slot {
  readonly hit: ModelHIT;
  readonly id: string;
  worker: string;
  status: Status;
  deadline: number;
  submitTime: number;
  approveAt: number;
}

export interface ModelHIT {
  readonly id: string;
  readonly reward: number;
  readonly masters: boolean;
  readonly duration: number;
  readonly autoApproval: number;
  readonly initial: number;
  max: number;
  expiration: number;
  expired: boolean;
  reviewing: boolean;
  disposed: boolean;
  /** When the HIT last became Reviewable. */
  reviewableSince: number | undefined;
  readonly slots: Slot[];
}

interface Record {
  accepted: number;
  submitted: number;
  approved: number;
  rejected: number;
  returned: number;
  abandoned: number;
}

/** The code a call is refused with. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

const day = 86_400;

export class Model {
  now: number;
  paid = 0;
  readonly hits: ModelHIT[] = [];
  readonly records = new Map<string, Record>();
  readonly bonuses: { readonly slotId: string; readonly cents: number }[] = [];
  readonly tokens = new Map<string, number>();

  constructor(now: number) {
    this.now = now;
  }

  // Counters

  count(hit: ModelHIT, ...statuses: Status[]): number {
    return hit.slots.filter(slot => statuses.includes(slot.status)).length;
  }

  taken(hit: ModelHIT): number {
    return this.count(hit, 'Accepted', 'Submitted', 'Approved', 'Rejected');
  }

  available(hit: ModelHIT): number {
    return hit.disposed ? 0 : hit.max - this.taken(hit);
  }

  /** Open to workers. */
  acceptable(hit: ModelHIT): number {
    return hit.expired ? 0 : this.available(hit);
  }

  status(hit: ModelHIT): string {
    if (hit.disposed) return 'Disposed';
    if (this.acceptable(hit) > 0) return 'Assignable';
    if (this.count(hit, 'Accepted') > 0) return 'Unassignable';
    return hit.reviewing ? 'Reviewing' : 'Reviewable';
  }

  cost(hit: ModelHIT): number {
    const percent = 20 + (hit.initial >= 10 ? 20 : 0) + (hit.masters ? 5 : 0);
    return hit.reward + Math.max(1, Math.floor((hit.reward * percent + 50) / 100));
  }

  get held(): number {
    return this.hits
      .filter(hit => !hit.disposed)
      .reduce(
        (sum, hit) => sum + this.cost(hit) * (this.acceptable(hit) + this.count(hit, 'Accepted', 'Submitted')),
        0,
      );
  }

  record(worker: string): Record {
    const known = this.records.get(worker);
    if (known) return known;
    const record = { accepted: 0, submitted: 0, approved: 0, rejected: 0, returned: 0, abandoned: 0 };
    this.records.set(worker, record);
    return record;
  }

  /** After each change: when did the HIT become reviewable, and is it still being looked at? */
  private settle(hit: ModelHIT): void {
    const status = this.status(hit);
    const reviewable = status === 'Reviewable' || status === 'Reviewing';
    if (!reviewable) hit.reviewing = false;
    hit.reviewableSince = reviewable ? (hit.reviewableSince ?? this.now) : undefined;
  }

  // What workers do

  accept(hit: ModelHIT, worker: string, idOf: () => string): Slot {
    if (hit.slots.some(slot => slot.worker === worker && slot.status !== 'Vacant'))
      throw new Refused('ExceedsMaxAssignmentsPerWorker');
    if (hit.disposed) throw new Refused('InvalidHITState');
    if (this.acceptable(hit) === 0) throw new Refused('NoMoreWorkableHITsInGroupException');
    const taken = {
      worker,
      status: 'Accepted' as const,
      deadline: this.now + hit.duration,
      submitTime: 0,
      approveAt: 0,
    };
    let slot = hit.slots.find(each => each.status === 'Vacant');
    if (slot) Object.assign(slot, taken);
    else {
      slot = { hit, id: idOf(), ...taken };
      hit.slots.push(slot);
    }
    this.record(worker).accepted++;
    this.settle(hit);
    return slot;
  }

  submit(slot: Slot, worker: string): void {
    this.mustBeRunning(slot, worker);
    slot.status = 'Submitted';
    slot.submitTime = this.now;
    slot.approveAt = this.now + slot.hit.autoApproval;
    this.record(worker).submitted++;
    if (slot.hit.autoApproval === 0) this.pay(slot);
    this.settle(slot.hit);
  }

  giveBack(slot: Slot, worker: string): void {
    this.mustBeRunning(slot, worker);
    slot.status = 'Vacant';
    this.record(worker).returned++;
    this.settle(slot.hit);
  }

  private mustBeRunning(slot: Slot, worker: string): void {
    if (slot.worker !== worker) throw new Refused('AssignmentDoesNotExist');
    if (slot.status !== 'Accepted') throw new Refused('InvalidAssignmentState');
  }

  // What the requester does

  approve(slot: Slot, override: boolean): void {
    if (slot.status !== 'Submitted') {
      if (slot.status !== 'Rejected' || !override) throw new Refused('InvalidAssignmentState');
      if (this.now > slot.submitTime + 30 * day) throw new Refused('InvalidAssignmentState');
      if (slot.hit.disposed) throw new Refused('InvalidHITState');
      this.record(slot.worker).rejected--;
    }
    this.pay(slot);
    this.settle(slot.hit);
  }

  private pay(slot: Slot): void {
    slot.status = 'Approved';
    this.record(slot.worker).approved++;
    this.paid += this.cost(slot.hit);
  }

  reject(slot: Slot): void {
    if (slot.status !== 'Submitted') throw new Refused('InvalidAssignmentState');
    slot.status = 'Rejected';
    this.record(slot.worker).rejected++;
    this.settle(slot.hit);
  }

  bonus(slot: Slot, worker: string, cents: number, token: string | undefined): void {
    this.refuseToken('bonus', token, 'IdempotencyTokenAlreadyProcessed');
    if (slot.worker !== worker) throw new Refused('InvalidParameterValue');
    if (slot.status === 'Accepted' || slot.status === 'Vacant') throw new Refused('InvalidAssignmentState');
    this.paid += cents + Math.max(1, Math.floor((cents * 20 + 50) / 100));
    this.bonuses.push({ slotId: slot.id, cents });
    this.useToken('bonus', token);
  }

  extend(hit: ModelHIT, more: number): void {
    if (hit.disposed) throw new Refused('InvalidHITState');
    if (hit.initial < 10 && hit.max + more >= 10) throw new Refused('InvalidMaximumAssignmentsIncrease');
    hit.max += more;
    this.settle(hit);
  }

  setExpiration(hit: ModelHIT, at: number): void {
    if (hit.disposed) throw new Refused('InvalidHITState');
    const more = Math.floor(at) - Math.floor(hit.expired ? this.now : hit.expiration);
    if (at > this.now && (more < 60 || more > 31_536_000)) throw new Refused('InvalidParameterValue');
    hit.expired = at <= this.now;
    hit.expiration = hit.expired ? Math.min(hit.expiration, this.now) : at;
    this.settle(hit);
  }

  review(hit: ModelHIT, revert: boolean): void {
    if (this.status(hit) !== (revert ? 'Reviewing' : 'Reviewable')) throw new Refused('InvalidHITState');
    hit.reviewing = !revert;
  }

  remove(hit: ModelHIT): void {
    if (!/^Review/.test(this.status(hit)) || this.count(hit, 'Submitted') > 0) throw new Refused('InvalidHITState');
    hit.disposed = true;
  }

  refuseToken(scope: string, token: string | undefined, code: string): void {
    const until = token === undefined ? undefined : this.tokens.get(`${scope} ${token}`);
    if (until !== undefined && this.now < until) throw new Refused(code);
  }

  useToken(scope: string, token: string | undefined): void {
    if (token !== undefined) this.tokens.set(`${scope} ${token}`, this.now + day);
  }

  // What time does

  advance(seconds: number): void {
    const end = this.now + seconds;
    while (true) {
      const next = this.due().sort((one, other) => one.at - other.at || one.rank - other.rank)[0];
      if (!next || next.at > end) break;
      this.now = Math.max(this.now, next.at);
      next.run();
    }
    this.now = end;
  }

  private due(): { readonly at: number; readonly rank: number; readonly run: () => void }[] {
    return this.hits
      .filter(hit => !hit.disposed)
      .flatMap(hit => [
        ...hit.slots.flatMap(slot => {
          if (slot.status === 'Accepted') return [{ at: slot.deadline, rank: 0, run: () => this.abandon(slot) }];
          if (slot.status === 'Submitted')
            return [{ at: slot.approveAt, rank: 1, run: () => this.approve(slot, false) }];
          return [];
        }),
        ...(hit.expired ? [] : [{ at: hit.expiration, rank: 2, run: () => this.expire(hit) }]),
        ...(hit.reviewableSince === undefined
          ? []
          : [
              {
                at: hit.reviewableSince + 120 * day,
                rank: 3,
                run: () => {
                  hit.disposed = true;
                },
              },
            ]),
      ]);
  }

  private abandon(slot: Slot): void {
    slot.status = 'Vacant';
    this.record(slot.worker).abandoned++;
    this.settle(slot.hit);
  }

  private expire(hit: ModelHIT): void {
    hit.expired = true;
    this.settle(hit);
  }
}
