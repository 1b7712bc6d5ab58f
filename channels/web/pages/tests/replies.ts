import type { ChecklistBlock, Reply } from "../chat/model/reply";

export function reply(changes: Partial<Reply> = {}): Reply {
  return {
    kind: "guide.fee",
    status: "answered",
    text: "丢失补领收 40 元。",
    blocks: [],
    options: [],
    evidence: [],
    stale: false,
    ...changes,
  };
}

export function checklist(state: "todo" | "have"): ChecklistBlock {
  return {
    type: "checklist",
    title: "出生登记",
    code: "K7M2QX",
    total: 2,
    exempt: 1,
    print_url: "/webhooks/web/checklist/K7M2QX/print",
    items: [
      { id: "m1", name: "出生医学证明", form: "原件", state, mistake: "姓名不一致", payload: '/prepare_documents{"tick": "m1"}' },
      { id: "m2", name: "结婚证", form: "电子", state: "exempt", exempt_reason: "免提交：系统能查到" },
    ],
  };
}
