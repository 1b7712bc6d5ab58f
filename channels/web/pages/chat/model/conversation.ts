// The conversation on the page: what was said and heard, what is under way. A pure reducer, so that it can be tested.
import { checklistOf, formOf, type ChecklistBlock, type Recorded, type Reply } from "./reply";

export type Refusal = "empty" | "too_long" | "too_many" | "no_session" | "no_answer";

export interface Said {
  who: "citizen";
  id: string;
  text: string;
  state: "sending" | "sent" | "refused";
  reason?: Refusal;
}

export interface Heard {
  who: "assistant";
  id: string;
  reply: Reply;
  /** The message this answers, when it was sent from this page. */
  answers?: string;
}

export type Entry = Said | Heard;

export interface Conversation {
  entries: Entry[];
  /** Messages not answered yet. */
  waiting: string[];
  /** Messages sent by ticking a checklist: no bubble, the list changes in its place. */
  quiet: string[];
  /** What a screen reader is told; the number changes so that the same words are said again. */
  announced: { text: string; number: number };
}

export type Happening =
  | { type: "said"; id: string; text: string; quiet?: boolean }
  | { type: "sent"; id: string }
  | { type: "refused"; id: string; reason: Refusal }
  | { type: "heard"; id: string; answers?: string; reply: Reply }
  | { type: "ended"; id: string }
  | { type: "restored"; recorded: Recorded[] }
  | { type: "announced"; text: string }
  | { type: "cleared" };

export const EMPTY: Conversation = { entries: [], waiting: [], quiet: [], announced: { text: "", number: 0 } };

export function conversation(state: Conversation, happening: Happening): Conversation {
  switch (happening.type) {
    case "said":
      return said(state, happening);
    case "sent":
      return { ...state, entries: changed(state.entries, happening.id, { state: "sent" }) };
    case "refused":
      return refused(state, happening.id, happening.reason);
    case "heard":
      return heard(state, happening);
    case "ended":
      return { ...state, waiting: without(state.waiting, happening.id), quiet: without(state.quiet, happening.id) };
    case "restored":
      return restored(state, happening.recorded);
    case "announced":
      return announce(state, happening.text);
    case "cleared":
      return { ...EMPTY, announced: { text: "已清除对话", number: state.announced.number + 1 } };
  }
}

function said(state: Conversation, { id, text, quiet }: { id: string; text: string; quiet?: boolean }): Conversation {
  const waiting = [...state.waiting, id];
  if (quiet) return { ...state, waiting, quiet: [...state.quiet, id] };
  return { ...state, waiting, entries: [...state.entries, { who: "citizen", id, text, state: "sending" }] };
}

function refused(state: Conversation, id: string, reason: Refusal): Conversation {
  return {
    ...state,
    waiting: without(state.waiting, id),
    quiet: without(state.quiet, id),
    entries: changed(state.entries, id, { state: "refused", reason }),
  };
}

function heard(state: Conversation, { id, answers, reply }: { id: string; answers?: string; reply: Reply }): Conversation {
  if (state.entries.some((entry) => entry.id === id)) return state; // sent again after a broken connection
  const list = checklistOf(reply);
  const entries = list ? withList(state.entries, list) : state.entries;
  const inPlace = list && answers !== undefined && state.quiet.includes(answers) && shows(state.entries, list.code);
  const added: Heard = { who: "assistant", id, reply, ...(answers === undefined ? {} : { answers }) };
  return announce({ ...state, entries: inPlace ? entries : [...entries, added] }, reply.text);
}

/** What the server kept; what was said on this page since stands after it. */
function restored(state: Conversation, recorded: Recorded[]): Conversation {
  const entries: Entry[] = [];
  recorded.forEach((record, index) => {
    if (record.who === "citizen" || !record.reply) {
      entries.push({ who: "citizen", id: `kept-${index}`, text: record.text, state: "sent" });
      return;
    }
    const list = checklistOf(record.reply);
    const last = entries[entries.length - 1];
    if (list && last?.who === "assistant" && checklistOf(last.reply)?.code === list.code) entries.pop(); // a tick
    entries.push({ who: "assistant", id: `kept-${index}`, reply: record.reply });
  });
  return { ...state, entries: [...entries, ...state.entries] };
}

function announce(state: Conversation, text: string): Conversation {
  return { ...state, announced: { text, number: state.announced.number + 1 } };
}

function changed(entries: Entry[], id: string, change: Partial<Said>): Entry[] {
  return entries.map((entry) => (entry.who === "citizen" && entry.id === id ? { ...entry, ...change } : entry));
}

function without(ids: string[], id: string): string[] {
  return ids.filter((other) => other !== id);
}

function shows(entries: Entry[], code: string): boolean {
  return entries.some((entry) => entry.who === "assistant" && checklistOf(entry.reply)?.code === code);
}

/** Every place that shows this list shows it as it is now. */
function withList(entries: Entry[], list: ChecklistBlock): Entry[] {
  return entries.map((entry) => {
    if (entry.who !== "assistant" || checklistOf(entry.reply)?.code !== list.code) return entry;
    const blocks = entry.reply.blocks.map((block) => (block.type === "checklist" ? list : block));
    return { ...entry, reply: { ...entry.reply, blocks } };
  });
}

/** The last thing the assistant said. */
export function lastHeard(state: Conversation): Heard | undefined {
  return [...state.entries].reverse().find((entry): entry is Heard => entry.who === "assistant");
}

/** Whether the next message may hold something that must not stay on the screen. */
export function expectsSecret(state: Conversation): boolean {
  const last = lastHeard(state);
  return last !== undefined && (last.reply.status === "identity_required" || formOf(last.reply)?.secret === true);
}
