import { EXAMPLES, type Example } from "./examples";

// What the server writes into the page's head: whose assistant this is, and items of an imported catalogue to begin
// with (the sandbox city's own examples would lead nowhere there).

export function pageCity(): string {
  return document.title.split(" · ")[1] || "政务服务助手";
}

export function pageExamples(): readonly Example[] {
  const starters = document.querySelector<HTMLMetaElement>('meta[name="starters"]')?.content ?? "";
  const names = starters.split("|").filter(Boolean);
  return names.length ? names.map((name) => ({ topic: "热门", question: `${name}怎么办` })) : EXAMPLES;
}
