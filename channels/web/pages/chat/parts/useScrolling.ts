// Where the conversation stands: at its end, except that a long answer is shown from its beginning.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

import type { Conversation } from "../model/conversation";

const AWAY = 240;

export function useScrolling(state: Conversation, onOptionsInView: (isInView: boolean) => void) {
  const list = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const isRestored = useRef(false);
  const [isAway, setAway] = useState(false);
  const last = state.entries[state.entries.length - 1];
  const lastId = last?.id;
  const isWaiting = state.waiting.length > 0;

  const toEnd = useCallback(() => {
    const box = list.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, []);

  useLayoutEffect(() => {
    const box = list.current;
    if (!box || !lastId) return;
    const message = box.querySelector<HTMLElement>(`[data-id="${CSS.escape(lastId)}"]`);
    const isLong = message !== null && message.offsetHeight > box.clientHeight - 48;
    const isNew = isRestored.current && !lastId.startsWith("kept-");
    isRestored.current = true;
    if (isLong && isNew && last?.who === "assistant") box.scrollTop = message.offsetTop - 12;
    else box.scrollTop = box.scrollHeight;
    // The entry itself changes with its state; only a new one moves the conversation.
    // eslint-disable-next-line
  }, [lastId]);

  useLayoutEffect(() => {
    if (isWaiting) toEnd();
  }, [isWaiting, toEnd]);

  useEffect(() => {
    const box = list.current;
    if (!box) return undefined;
    const look = () => setAway(box.scrollHeight - box.scrollTop - box.clientHeight > AWAY);
    look();
    box.addEventListener("scroll", look, { passive: true });
    return () => box.removeEventListener("scroll", look);
  }, [lastId]);

  useEffect(() => {
    const options = list.current?.querySelector(".message:last-child .options");
    if (!options || typeof IntersectionObserver === "undefined") {
      onOptionsInView(true);
      return undefined;
    }
    const observer = new IntersectionObserver(
      (seen) => onOptionsInView(seen.some((entry) => entry.isIntersecting)),
      { root: list.current, threshold: 0.2 },
    );
    observer.observe(options);
    return () => observer.disconnect();
  }, [lastId, onOptionsInView]);

  return { list, end, isAway, toEnd };
}
