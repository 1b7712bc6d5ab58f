import type { StepsBlock } from "../model/reply";

export function Steps({ block }: { block: StepsBlock }) {
  return (
    <section className="block">
      {block.title && <h2>{block.title}</h2>}
      <ol className="steps">
        {block.items.map(({ title, detail, time }, index) => (
          <li key={index}>
            <span className="steps-number" aria-hidden="true">
              {index + 1}
            </span>
            <div>
              <b>{title}</b>
              {time && <span className="steps-time">{time}</span>}
              <p>{detail}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
