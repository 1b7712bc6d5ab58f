import { describe, expect, it } from "vitest";

import { EMPTY, conversation, expectsSecret, type Conversation, type Happening } from "../chat/model/conversation";
import { checklistOf, type Recorded } from "../chat/model/reply";
import { day, lead, looksLikeTail, moment, plainNumber, safeUrl, telephone } from "../chat/model/words";
import { checklist, reply } from "./replies";

function after(...happenings: Happening[]): Conversation {
  return happenings.reduce(conversation, EMPTY);
}

/** Whether the first thing on each list shown is ticked. */
function ticks(state: Conversation): (string | undefined)[] {
  const lists = state.entries.flatMap((entry) => (entry.who === "assistant" ? [checklistOf(entry.reply)] : []));
  return lists.flatMap((list) => (list ? [list.items[0]?.state] : []));
}

describe("conversation", () => {
  it("waits for a message until its turn has ended", () => {
    const asked = after({ type: "said", id: "m1", text: "补身份证" });
    expect(asked.waiting).toEqual(["m1"]);
    expect(asked.entries).toMatchObject([{ who: "citizen", text: "补身份证", state: "sending" }]);
    const answered = [
      { type: "sent", id: "m1" } as const,
      { type: "heard", id: "m1#0", answers: "m1", reply: reply() } as const,
      { type: "ended", id: "m1" } as const,
    ].reduce<Conversation>(conversation, asked);
    expect(answered.waiting).toEqual([]);
    expect(answered.entries.map((entry) => entry.who)).toEqual(["citizen", "assistant"]);
  });

  it("takes an answer once, and announces it once", () => {
    const heard = { type: "heard", id: "m1#0", answers: "m1", reply: reply({ text: "40 元。" }) } as const;
    const state = after({ type: "said", id: "m1", text: "多少钱" }, heard, heard);
    expect(state.entries).toHaveLength(2);
    expect(state.announced).toEqual({ text: "40 元。", number: 1 });
  });

  it("changes a ticked checklist in its place, wherever it is shown", () => {
    const before = reply({ kind: "checklist.list", blocks: [checklist("todo")] });
    const ticked = reply({ kind: "checklist.missing", text: "还差 1 样。", blocks: [checklist("have")] });
    const state = after(
      { type: "heard", id: "m1#0", answers: "m1", reply: before },
      { type: "said", id: "m2", text: "/prepare_documents", quiet: true },
      { type: "heard", id: "m2#0", answers: "m2", reply: ticked },
      { type: "ended", id: "m2" },
    );
    expect(state.entries).toHaveLength(1);
    expect(state.entries[0]).toMatchObject({ reply: { kind: "checklist.list" } });
    expect(ticks(state)).toEqual(["have"]);
    expect(state.announced.text).toBe("还差 1 样。");
    expect(state.quiet).toEqual([]);
  });

  it("shows what a tick brought when it is not the list", () => {
    const state = after(
      { type: "said", id: "m2", text: "/prepare_documents", quiet: true },
      { type: "heard", id: "m2#0", answers: "m2", reply: reply({ status: "failed", text: "没做成。" }) },
    );
    expect(state.entries).toHaveLength(1);
  });

  it("restores the kept conversation before what was said since, ticks folded into one list", () => {
    const at = "2026-11-20T10:00:00+08:00";
    const list = (state: "todo" | "have"): Recorded => ({
      who: "assistant",
      text: "清单",
      reply: reply({ kind: "checklist.list", blocks: [checklist(state)] }),
      at,
    });
    const recorded: Recorded[] = [{ who: "citizen", text: "娃上户口", reply: null, at }, list("todo"), list("have")];
    const state = after({ type: "said", id: "m9", text: "在吗" }, { type: "restored", recorded });
    expect(state.entries).toHaveLength(3);
    expect(ticks(state)).toEqual(["have"]);
    expect(state.entries[2]).toMatchObject({ id: "m9" });
    expect(state.announced.number).toBe(0);
  });

  it("knows when the next message may hold a secret", () => {
    const form = { type: "form", field: "identity", label: "后 4 位", secret: true } as const;
    const asked = reply({ status: "identity_required", blocks: [form] });
    const refused = reply({ status: "refused_input", blocks: [form] });
    expect(expectsSecret(EMPTY)).toBe(false);
    expect(expectsSecret(after({ type: "heard", id: "a", reply: asked }))).toBe(true);
    expect(expectsSecret(after({ type: "heard", id: "a", reply: refused }))).toBe(true);
    expect(expectsSecret(after({ type: "heard", id: "a", reply: asked }, { type: "heard", id: "b", reply: reply() }))).toBe(false);
  });

  it("leaves nothing after clearing, and marks what was refused", () => {
    const refused = after({ type: "said", id: "m1", text: "…" }, { type: "refused", id: "m1", reason: "too_many" });
    expect(refused.entries[0]).toMatchObject({ state: "refused", reason: "too_many" });
    expect(refused.waiting).toEqual([]);
    expect(conversation(refused, { type: "cleared" }).entries).toEqual([]);
  });
});

describe("words", () => {
  const now = new Date(2026, 10, 20);

  it.each([
    ["2026-11-09", "11月9日"],
    ["2027-01-02", "2027年1月2日"],
    ["明天", "明天"],
  ])("shows the date %s as %s", (iso, shown) => expect(day(iso, now)).toBe(shown));

  it("shows a moment as it was written", () => {
    expect(moment("2026-11-18T10:05:00+08:00", now)).toBe("11月18日 10:05");
    expect(moment("2026-11-18", now)).toBe("11月18日");
  });

  it("opens only safe addresses", () => {
    expect(safeUrl("https://a.gov.cn/x")).toBe("https://a.gov.cn/x");
    expect(safeUrl("/webhooks/web/checklist/K7M2QX/print")).toBeDefined();
    for (const url of ["javascript:alert(1)", "data:text/html,x", "//evil.example", " https://x"]) {
      expect(safeUrl(url)).toBeUndefined();
    }
    expect(telephone("0990-660 0102")).toBe("tel:09906600102");
  });

  it("tells a tail from a question", () => {
    expect(["0203", "02 03", "023x", "０２０３"].every(looksLikeTail)).toBe(true);
    expect(["不查了", "123", "9901002026000104", "多少钱"].some(looksLikeTail)).toBe(false);
    expect(plainNumber("９９０１ 0020-26")).toBe("99010020" + "26");
  });

  it("does not say above a checklist what the checklist says", () => {
    const blocks = [checklist("todo")];
    expect(lead(reply({ text: "一\n二" }))).toBe("一\n二");
    expect(lead(reply({ kind: "checklist.list", text: "共 1 份：\n☐ 甲", blocks }))).toBe("");
    expect(lead(reply({ kind: "checklist.missing", text: "还差 1 样。\n编号", blocks }))).toBe("还差 1 样。");
  });
});
