import type { LinkBlock } from "../model/reply";
import { safeUrl } from "../model/words";
import { Icon } from "../parts/Icon";

export function LinkButton({ block }: { block: LinkBlock }) {
  const url = safeUrl(block.url);
  if (!url) return <p className="block">{block.title}</p>;
  return (
    <p className="block">
      <a className="linkbutton" href={url} target="_blank" rel="noreferrer noopener">
        {block.title}
        <Icon name="link" />
      </a>
    </p>
  );
}
