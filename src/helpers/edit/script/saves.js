/** Saves, one after the other: what is sent, what comes back, and what stands since then. */

/** @import { Cells, Name, Opened } from "./rows.js" */
/** @typedef {(asked: object) => Promise<any>} Ask */

/** What stands before a row that is saved on top of what others have saved. */
export const STALE = "Others have saved since you looked";
const SILENT = "The program behind this page does not answer. Nothing is lost: what you wrote stands here; is `story edit` still running?";

/**
 * What becomes of an answer.
 * @typedef {object} Answers
 * @property {(answer: any) => void} take what others or this page have changed
 * @property {(edit: any, answer: any, then: Then) => void} saved
 * @property {(edit: any, answer: any, then: Then) => void} refused by the check, by rows that hang on it, by what others did
 * @property {(text: string, bad?: boolean) => void} say
 */

/** @typedef {{go?: boolean}} Then whether it goes on to the next proposal */

export class Saves {
  /**
   * @param {Ask} ask
   * @param {Opened} opened
   * @param {Answers} answers
   */
  constructor(ask, opened, answers) {
    this.ask = ask;
    this.answers = answers;
    this.stand(opened);
    /** @type {Map<string, Cells>} what was changed in a row and is not saved */
    this.drafts = new Map();
    /** @type {Promise<unknown>} */
    this.queue = Promise.resolve();
    this.saving = 0;
  }

  /** @param {{version: string, undo: string, redo: string, open: Array<[string, string]>}} standing what changes with each save */
  stand({ version, undo, redo, open }) {
    this.version = version;
    this.undo = undo;
    this.redo = redo;
    this.open = open;
  }

  /** @returns {boolean} whether something would go with the page */
  get unsaved() {
    return this.saving > 0 || [...this.drafts.values()].some((cells) => Object.keys(cells).length > 0);
  }

  /** @param {{table: string, key: string}} name */
  forget({ table, key }) {
    this.drafts.delete(`${table}|${key}`);
  }

  /**
   * Send an edit behind those that are under way.
   * @param {any} edit
   * @param {Then} [then]
   */
  send(edit, then = {}) {
    this.saving += 1;
    this.answers.say("Saving …");
    this.queue = this.queue.then(async () => {
      try {
        this.answered(edit, await this.ask({ ask: "save", version: this.version, edit }), then);
      } catch {
        this.answers.say(SILENT, true);
      } finally {
        this.saving -= 1;
      }
    });
    return this.queue;
  }

  /**
   * @param {any} edit
   * @param {any} answer
   * @param {Then} then
   */
  answered(edit, answer, then) {
    if (answer.error) {
      this.answers.say(answer.error, true);
      return;
    }
    if (answer.version) {
      this.stand(answer);
      this.answers.take(answer);
    }
    if (answer.faults || answer.hanging || answer.stale) {
      this.answers.refused(edit, answer, then);
    } else {
      this.forget(edit);
      this.answers.saved(edit, answer, then);
    }
  }
}
