import type { Block } from "../model/reply";
import { Checklist } from "./Checklist";
import { Fields } from "./Fields";
import { Form } from "./Form";
import { LinkButton } from "./LinkButton";
import { List } from "./List";
import { Notice } from "./Notice";
import { Places } from "./Places";
import { Progress } from "./Progress";
import { Steps } from "./Steps";

/** `isLast`: the block belongs to the newest message, so its form still waits for an answer. */
export function BlockView({ block, isLast }: { block: Block; isLast: boolean }) {
  switch (block.type) {
    case "fields":
      return <Fields block={block} />;
    case "list":
      return <List block={block} />;
    case "steps":
      return <Steps block={block} />;
    case "checklist":
      return <Checklist block={block} />;
    case "form":
      return <Form block={block} isOpen={isLast} />;
    case "progress":
      return <Progress block={block} />;
    case "map":
      return <Places block={block} />;
    case "link":
      return <LinkButton block={block} />;
    case "notice":
      return <Notice block={block} />;
    default:
      return null; // a block of a newer server; the text says it all
  }
}
