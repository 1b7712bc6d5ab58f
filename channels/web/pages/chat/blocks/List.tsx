import type { ListBlock } from "../model/reply";

export function List({ block }: { block: ListBlock }) {
  return (
    <section className="block">
      {block.title && <h2>{block.title}</h2>}
      <ul className="list">
        {block.items.map(({ text, note }, index) => (
          <li key={index}>
            {text}
            {note && <small>{note}</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}
