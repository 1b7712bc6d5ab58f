// Which conversation this phone is in. The id is made by the server; "清除并退出" forgets it.
const KEY = "banshi.session";
let inMemory: string | null = null; // where storage is switched off, the conversation lasts as long as the page

export function keptSession(): string | null {
  try {
    return localStorage.getItem(KEY) ?? inMemory;
  } catch {
    return inMemory;
  }
}

export function keepSession(id: unknown): void {
  if (typeof id !== "string") return;
  inMemory = id;
  try {
    localStorage.setItem(KEY, id);
  } catch {
    // kept in memory
  }
}

export function forgetSession(): void {
  inMemory = null;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // nothing was kept
  }
}

export function newMessageId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
