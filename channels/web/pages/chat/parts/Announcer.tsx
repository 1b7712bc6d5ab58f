/** Reads each answer out once. The key makes a new node, so that the same words twice are read twice. */
export function Announcer({ announced }: { announced: { text: string; number: number } }) {
  return (
    <div className="unseen" aria-live="polite" aria-atomic="true">
      <p key={announced.number}>{announced.text}</p>
    </div>
  );
}
