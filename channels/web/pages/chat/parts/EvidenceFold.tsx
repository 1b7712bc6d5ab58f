import type { Evidence } from "../model/reply";
import { day, safeUrl } from "../model/words";
import { Fold } from "./Fold";

export function EvidenceFold({ evidence }: { evidence: Evidence[] }) {
  if (evidence.length === 0) return null;
  return (
    <Fold title="依据与更新时间" className="evidence">
      {evidence.map((one) => (
        <dl key={one.title + one.source}>
          <Row label="来自" value={<Title evidence={one} />} />
          <Row label="发布" value={one.source} />
          <Row label="依据" value={one.basis} />
          <Row label="版本" value={one.version} />
          <Row label="实施" value={one.effective_on && day(one.effective_on)} />
          <Row label="核对" value={one.checked_on && day(one.checked_on)} />
        </dl>
      ))}
    </Fold>
  );
}

function Title({ evidence }: { evidence: Evidence }) {
  const url = evidence.url && safeUrl(evidence.url);
  if (!url) return <>{evidence.title}</>;
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {evidence.title}
    </a>
  );
}

function Row({ label, value }: { label: string; value: React.ReactNode }) {
  if (!value) return null;
  return (
    <div className="row">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
