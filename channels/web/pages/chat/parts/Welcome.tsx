import { Examples } from "./Examples";

export function Welcome({ onAsk }: { onAsk(question: string): void }) {
  return (
    <section className="welcome" aria-labelledby="welcome-title">
      <h2 id="welcome-title">您好，想办什么事？</h2>
      <p>像平时说话一样说就行。我会查官方办事指南，告诉您带什么、去哪办、多久能好。</p>
      <h3>大家常问</h3>
      <Examples onAsk={onAsk} />
      <p className="welcome-note">请不要在这里发身份证号、银行卡号。紧急情况请打 110、119、120。</p>
    </section>
  );
}
