import { pageExamples } from "../model/place";

export function Examples({ onAsk }: { onAsk(question: string): void }) {
  return (
    <ul className="examples">
      {pageExamples().map(({ topic, question }) => (
        <li key={question}>
          <button type="button" className="example" onClick={() => onAsk(question)}>
            <span className="example-topic">{topic}</span>
            <span>{question}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
