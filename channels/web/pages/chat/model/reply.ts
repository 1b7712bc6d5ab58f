// The Reply of bot/reply.schema.json, as the page reads it.

export type Status =
  | "answered"
  | "clarifying"
  | "collecting"
  | "identity_required"
  | "completed"
  | "handed_off"
  | "out_of_scope"
  | "refused_input"
  | "degraded"
  | "failed";

export interface Option {
  title: string;
  payload: string;
}

export interface Evidence {
  title: string;
  source: string;
  version?: string;
  effective_on?: string;
  checked_on?: string;
  basis?: string;
  url?: string;
}

export interface FieldsBlock {
  type: "fields";
  title?: string;
  items: { label: string; value: string; note?: string }[];
}

export interface ListBlock {
  type: "list";
  title?: string;
  items: { text: string; note?: string }[];
}

export interface StepsBlock {
  type: "steps";
  title?: string;
  items: { title: string; detail: string; time?: string }[];
}

export interface ChecklistItem {
  id: string;
  name: string;
  form: string;
  state: "todo" | "have" | "exempt";
  source?: string;
  standard?: string;
  mistake?: string;
  note?: string;
  exempt_reason?: string;
  payload?: string;
}

export interface ChecklistBlock {
  type: "checklist";
  title?: string;
  code: string;
  total: number;
  exempt: number;
  items: ChecklistItem[];
  notes?: string[];
  print_url?: string;
}

export interface FormBlock {
  type: "form";
  field: "situation" | "application_number" | "identity" | "checklist_code";
  label: string;
  hint?: string;
  secret?: boolean;
  step?: number;
  steps?: number;
}

export interface ProgressBlock {
  type: "progress";
  number: string;
  state: string;
  since?: string;
  stages: { name: string; state: "done" | "current" | "todo"; on?: string }[];
  promised_on?: string;
  statutory_on?: string;
  estimated?: boolean;
  late_workdays?: number;
  paused?: boolean;
  todo?: string;
}

export interface Place {
  name: string;
  address: string;
  district?: string;
  window?: string;
  hours?: string;
  phone?: string;
  note?: string;
}

export interface MapBlock {
  type: "map";
  title?: string;
  places: Place[];
}

export interface LinkBlock {
  type: "link";
  title: string;
  url: string;
}

export interface NoticeBlock {
  type: "notice";
  level: "info" | "warn" | "urgent";
  text: string;
}

export type Block =
  | FieldsBlock
  | ListBlock
  | StepsBlock
  | ChecklistBlock
  | FormBlock
  | ProgressBlock
  | MapBlock
  | LinkBlock
  | NoticeBlock;

export interface Reply {
  kind: string;
  status: Status;
  text: string;
  item?: { code: string; name: string; department: string };
  blocks: Block[];
  options: Option[];
  evidence: Evidence[];
  as_of?: string;
  stale: boolean;
  error_id?: string;
}

/** What stands in the history of the conversation, see channels/turn.py. */
export interface Recorded {
  who: "citizen" | "assistant";
  text: string;
  reply: Reply | null;
  at: string;
}

export function checklistOf(reply: Reply): ChecklistBlock | undefined {
  return reply.blocks.find((block): block is ChecklistBlock => block.type === "checklist");
}

export function formOf(reply: Reply): FormBlock | undefined {
  return reply.blocks.find((block): block is FormBlock => block.type === "form");
}
