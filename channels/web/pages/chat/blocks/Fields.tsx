import type { FieldsBlock } from "../model/reply";

export function Fields({ block }: { block: FieldsBlock }) {
  return (
    <section className="block">
      {block.title && <h2>{block.title}</h2>}
      <dl className="fields">
        {block.items.map(({ label, value, note }) => (
          <div className="row" key={label}>
            <dt>{label}</dt>
            <dd>
              {value}
              {note && <small>{note}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
