// How dates, addresses and the text of a reply are shown; no sentence of an answer is made here.
import { checklistOf, type Reply } from "./reply";

const DATE = /^(\d{4})-(\d{2})-(\d{2})/;

/** "2026-11-09" → "11月9日", with the year when it is not this one's. */
export function day(iso: string, now: Date = new Date()): string {
  const parts = DATE.exec(iso);
  if (!parts) return iso;
  const [, year, month, date] = parts;
  const short = `${Number(month)}月${Number(date)}日`;
  return Number(year) === now.getFullYear() ? short : `${year}年${short}`;
}

/** "2026-11-18T10:05:00+08:00" → "11月18日 10:05", as written, whatever the phone's time zone. */
export function moment(iso: string, now: Date = new Date()): string {
  const time = /T(\d{2}:\d{2})/.exec(iso);
  return time ? `${day(iso, now)} ${time[1]}` : day(iso, now);
}

/** Only addresses that a tap may safely open. */
export function safeUrl(url: string): string | undefined {
  return /^(https:\/\/|http:\/\/|\/(?!\/)|tel:)/i.test(url) ? url : undefined;
}

export function telephone(phone: string): string {
  return `tel:${phone.replace(/[^\d+]/g, "")}`;
}

/** The text above a reply's blocks. A checklist's block shows all that the lines after the first one say. */
export function lead(reply: Reply): string {
  if (!checklistOf(reply)) return reply.text;
  return reply.kind === "checklist.list" ? "" : (reply.text.split("\n", 1)[0] ?? "");
}

/** Four characters that could be the tail of an identity or phone number, half or full width. */
export function looksLikeTail(text: string): boolean {
  return /^[\s\d０-９xXｘＸ]{4,7}$/.test(text.trim());
}

/** Spaces and full-width digits taken out of a number typed from paper. */
export function plainNumber(text: string): string {
  return text.normalize("NFKC").replace(/[\s-]/g, "");
}
