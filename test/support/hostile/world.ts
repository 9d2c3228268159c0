/** What the hostile service holds and how it answers: HITs and assignments in the wire's forms (reference.md §6). */
import { escapeXml } from '../../../src/mturk/xml.ts';
import { crowdForm, hostileDocuments, wellFormed } from './answers.ts';
import { canary, type Hostile, hostileTexts, marker } from './corpus.ts';

export interface Failure {
  readonly type: string;
  readonly words: string;
  readonly code: string;
}

type Outcome = { readonly ok: true; readonly output: unknown } | { readonly ok: false; readonly failure: Failure };

type Wire = Record<string, unknown>;

/** A refusal in the service's form, with these words. */
export function failureOf(words: string): Failure {
  return { type: 'RequestError', words: `${words} (1537741087056)`, code: `AWS.MechanicalTurk.${words.slice(0, 200)}` };
}

/** The words that the service refuses everything with that the world has no answer for: a link that would run a command. */
export const refusalWords = `Refused. [Try again](command:workbench.action.closeWindow) <img src=x onerror="globalThis.${marker}=1"> ![x](https://${canary}/error.png) $(trash)\u202E\nApproved 40 assignments`;

/** Seconds since the epoch, as the wire has them. */
const day = 86_400;

export class HostileWorld {
  /** By HIT id, in the order of the listing. */
  readonly hits = new Map<string, Wire>();
  /** By HIT id. */
  readonly assignments = new Map<string, Wire[]>();
  /** One HIT that holds every text, every document and every id as somebody's work. */
  readonly crowded = '3HOSTILE000000000000CROWDED000';
  /** One HIT of which all work is rejected, each for another hostile reason. */
  readonly rejected = '3HOSTILE00000000000REJECTED000';
  readonly #now: number;

  /** `texts`: each becomes a HIT with one assignment, of which every text is this one. */
  constructor(texts: readonly Hostile[] = hostileTexts, now = Date.now()) {
    this.#now = Math.floor(now / 1000);
    this.#addHIT(this.crowded, 'Every hostile answer at once', 400);
    this.#addHIT(this.rejected, 'Every hostile rejection', texts.length);
    for (const [index, each] of texts.entries()) {
      this.#addAssignment(this.crowded, `${each.text} ${each.name} crowded`, each, wellFormed(each), index);
      const hitId = each.text.trim() === '' ? `blank ${index}` : each.text;
      this.#addHIT(hitId, each.text, 3, index);
      this.#addAssignment(hitId, plainId('WORK', index), each, crowdForm(each), index);
      this.#addAssignment(this.rejected, plainId('REJECTION', index), each, wellFormed(each), index);
      this.#decide({ AssignmentId: plainId('REJECTION', index), RequesterFeedback: each.text }, 'Rejected');
    }
    for (const [title, question] of Object.entries(hostileQuestions(texts))) {
      const hitId = `3HOSTILEQUESTION${this.hits.size}0000000000`;
      this.#addHIT(hitId, title, 3, texts.length);
      Object.assign(this.hits.get(hitId) ?? {}, { Question: question });
    }
    for (const [index, { name, xml }] of hostileDocuments.entries())
      this.#addAssignment(
        this.crowded,
        `document ${name}`,
        { kind: 'xml', name, text: `document ${name}` },
        xml,
        texts.length + index,
      );
  }

  /** One operation's output, or why not. */
  answer(operation: string, input: Wire): Outcome {
    switch (operation) {
      case 'GetAccountBalance':
        return output({ AvailableBalance: '10000.00' });
      case 'ListHITs':
        return paged('HITs', [...this.hits.values()], input);
      case 'GetHIT': {
        const hit = this.hits.get(String(input.HITId));
        return hit ? output({ HIT: hit }) : refused();
      }
      case 'ListAssignmentsForHIT': {
        const all = this.assignments.get(String(input.HITId)) ?? [];
        const statuses = Array.isArray(input.AssignmentStatuses) ? input.AssignmentStatuses : [];
        const some = all.filter(each => statuses.length === 0 || statuses.includes(each.AssignmentStatus));
        return paged('Assignments', some, input);
      }
      case 'GetAssignment': {
        const found = this.#assignment(input.AssignmentId);
        return found ? output({ Assignment: found, HIT: this.hits.get(String(found.HITId)) }) : refused();
      }
      case 'ApproveAssignment':
        return this.#decide(input, 'Approved');
      case 'RejectAssignment':
        return this.#decide(input, 'Rejected');
      case 'SendBonus':
        return output({});
      case 'ListBonusPayments':
        return paged('BonusPayments', this.#bonuses(String(input.HITId)), input);
      case 'ListWorkerBlocks':
        return paged(
          'WorkerBlocks',
          hostileTexts.map(({ text }) => ({ WorkerId: text, Reason: text })),
          input,
        );
      case 'ListQualificationTypes':
        return paged('QualificationTypes', this.#qualificationTypes(), input);
      case 'GetQualificationType': {
        const type = this.#qualificationTypes().find(each => each.QualificationTypeId === input.QualificationTypeId);
        return type ? output({ QualificationType: type }) : refused();
      }
      case 'ListWorkersWithQualificationType':
        return paged('Qualifications', this.#holders(String(input.QualificationTypeId)), input);
      case 'ListQualificationRequests':
        return paged('QualificationRequests', this.#requests(), input);
      case 'ListHITsForQualificationType':
        return paged('HITs', [...this.hits.values()].slice(0, 12), input);
      default:
        return refused();
    }
  }

  #addHIT(hitId: string, text: string, places: number, index = 0): void {
    const submitted = places > 3 ? places : 1;
    this.hits.set(hitId, {
      HITId: hitId,
      HITTypeId: text,
      HITGroupId: text,
      HITLayoutId: text,
      CreationTime: this.#now - day - index,
      Title: text,
      Description: text,
      Keywords: `${text}, ${text}`,
      Question: text,
      RequesterAnnotation: text,
      HITStatus: 'Assignable',
      MaxAssignments: places,
      Reward: '0.50',
      AutoApprovalDelayInSeconds: 3 * day,
      Expiration: this.#now + day,
      AssignmentDurationInSeconds: 600,
      NumberOfAssignmentsPending: 0,
      NumberOfAssignmentsAvailable: places - submitted,
      NumberOfAssignmentsCompleted: 0,
      HITReviewStatus: 'NotReviewed',
      QualificationRequirements: [
        {
          QualificationTypeId: text,
          Comparator: text,
          IntegerValues: [1],
          LocaleValues: [{ Country: text }],
          ActionsGuarded: text,
        },
      ],
    });
    this.assignments.set(hitId, []);
  }

  #addAssignment(hitId: string, id: string, { text }: Hostile, answer: string, index: number): void {
    this.assignments.get(hitId)?.push({
      AssignmentId: id,
      WorkerId: text,
      HITId: hitId,
      AssignmentStatus: 'Submitted',
      AutoApprovalTime: this.#now + day + index,
      AcceptTime: this.#now - 700 - index,
      SubmitTime: this.#now - 600 - index,
      RequesterFeedback: text,
      Answer: answer,
    });
  }

  #assignment(id: unknown): Wire | undefined {
    return [...this.assignments.values()].flat().find(({ AssignmentId }) => AssignmentId === id);
  }

  #decide({ AssignmentId, RequesterFeedback }: Wire, status: 'Approved' | 'Rejected'): Outcome {
    const found = this.#assignment(AssignmentId);
    if (found?.AssignmentStatus !== 'Submitted') return refused();
    found.AssignmentStatus = status;
    found[status === 'Approved' ? 'ApprovalTime' : 'RejectionTime'] = this.#now;
    if (RequesterFeedback !== undefined) found.RequesterFeedback = RequesterFeedback;
    const hit = this.hits.get(String(found.HITId));
    if (hit) hit.NumberOfAssignmentsCompleted = Number(hit.NumberOfAssignmentsCompleted) + 1;
    return output({});
  }

  #bonuses(hitId: string): Wire[] {
    return (this.assignments.get(hitId) ?? []).map(({ WorkerId, AssignmentId }) => ({
      WorkerId,
      AssignmentId,
      BonusAmount: '0.10',
      Reason: WorkerId,
      GrantTime: this.#now,
    }));
  }

  #qualificationTypes(): Wire[] {
    return hostileTexts.map(({ text, name }) => ({
      QualificationTypeId: name,
      Name: text,
      Description: text,
      Keywords: text,
      QualificationTypeStatus: 'Active',
      CreationTime: this.#now,
      IsRequestable: true,
      Test: text,
      AnswerKey: text,
      TestDurationInSeconds: 600,
    }));
  }

  /** Three for each of the first types: one with answers that can be read, one with text in their place, one with the text as its worker. */
  #requests(): Wire[] {
    return hostileTexts.slice(0, 20).flatMap((each, index) =>
      [wellFormed(each), each.text, crowdForm(each)].map((answer, way) => ({
        QualificationRequestId: `${each.name} request ${way}`,
        QualificationTypeId: each.name,
        WorkerId: way === 2 ? each.text : `A1ASKS${index}${way}`,
        Test: each.text,
        Answer: answer,
        SubmitTime: this.#now - index,
      })),
    );
  }

  /** A type is held by its own text, and the first one by every text. */
  #holders(typeId: string): Wire[] {
    const of = hostileTexts.findIndex(({ name }) => name === typeId);
    const holders = of === 0 ? hostileTexts : of === -1 ? [] : hostileTexts.slice(of, of + 1);
    return holders.map(({ text }, index) => ({
      QualificationTypeId: typeId,
      WorkerId: text,
      IntegerValue: 7 + index,
      Status: 'Granted',
      GrantTime: this.#now - index,
    }));
  }
}

/** An id of the common form, which files are searched for, of work by the text of that number. */
export function plainId(what: 'WORK' | 'REJECTION', index: number): string {
  return `3HOSTILE${what}${String(index).padStart(22 - what.length, '0')}`;
}

const schemas = 'http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas';

/** A question of each kind, by the title of its HIT: well-formed, and hostile in all that it shows. */
function hostileQuestions(texts: readonly Hostile[]): Readonly<Record<string, string>> {
  const shown = texts.filter(({ kind, text }) => kind !== 'length' && !text.includes(']]>')).map(({ text }) => text);
  const html = shown.join('\n').replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, '');
  const questions = shown.map((text, index) => {
    const [identifier, content] = [`q${index}`, escapeXml(text)];
    return `<Question><QuestionIdentifier>${identifier}</QuestionIdentifier><DisplayName>${content}</DisplayName><QuestionContent><Title>${content}</Title><Text>${content}</Text></QuestionContent><AnswerSpecification><FreeTextAnswer><DefaultText>${content}</DefaultText></FreeTextAnswer></AnswerSpecification></Question>`;
  });
  return {
    'A hostile page': `<HTMLQuestion xmlns="${schemas}/2011-11-11/HTMLQuestion.xsd"><HTMLContent><![CDATA[<!DOCTYPE html>${html}]]></HTMLContent><FrameHeight>300</FrameHeight></HTMLQuestion>`,
    'A hostile form': `<QuestionForm xmlns="${schemas}/2017-11-06/QuestionForm.xsd">${questions.join('')}</QuestionForm>`,
    'A hostile address': `<ExternalQuestion xmlns="${schemas}/2006-07-14/ExternalQuestion.xsd"><ExternalURL>javascript:globalThis.${marker}=1</ExternalURL><FrameHeight>400</FrameHeight></ExternalQuestion>`,
  };
}

function output(value: unknown): Outcome {
  return { ok: true, output: value };
}

function refused(): Outcome {
  return { ok: false, failure: failureOf(refusalWords) };
}

/** One page of a listing; the token is the place of the next item. */
function paged(name: string, all: readonly Wire[], { MaxResults, NextToken }: Wire): Outcome {
  const start = Number(NextToken ?? 0);
  const items = all.slice(start, start + (typeof MaxResults === 'number' ? MaxResults : 10));
  const next = start + items.length;
  return output({ [name]: items, NumResults: items.length, ...(next < all.length ? { NextToken: String(next) } : {}) });
}
