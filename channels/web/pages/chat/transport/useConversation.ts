// The conversation and its connection as one React hook.
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";

import { EMPTY, conversation, type Conversation } from "../model/conversation";
import { Connection } from "./connection";
import { newMessageId } from "./session";

/** Longer than any turn may take; then the citizen is asked to try again. */
const NO_ANSWER_MS = 30_000;

export interface Sending {
  /** What the dialogue gets: the citizen's words, or the payload of what was tapped. */
  message: string;
  /** What the bubble shows, when it is not the message. */
  shown?: string;
  /** A tick in a checklist: no bubble. */
  quiet?: boolean;
  /** Holds something that must not be kept, here or on the screen. */
  secret?: boolean;
}

export interface Talk {
  state: Conversation;
  isOnline: boolean;
  isReady: boolean;
  send(sending: Sending): void;
  retry(messageId: string): boolean;
  canRetry(messageId: string | undefined): boolean;
  clear(): Promise<void>;
  announce(text: string): void;
}

export function useConversation(): Talk {
  const [state, dispatch] = useReducer(conversation, EMPTY);
  const [isOnline, setOnline] = useState(true);
  const [isReady, setReady] = useState(false);
  const connection = useRef<Connection | null>(null);
  const sendings = useRef(new Map<string, Sending>());
  const timers = useRef(new Map<string, number>());

  const stopTimer = useCallback((id: string) => {
    clearTimeout(timers.current.get(id));
    timers.current.delete(id);
  }, []);

  useEffect(() => {
    const opened = new Connection({
      online: setOnline,
      restored(recorded) {
        setReady(true);
        dispatch({ type: "restored", recorded });
      },
      heard(id, answers, reply) {
        dispatch({ type: "heard", id, reply, ...(answers === undefined ? {} : { answers }) });
      },
      ended(id) {
        stopTimer(id);
        dispatch({ type: "ended", id });
      },
      sent(id) {
        dispatch({ type: "sent", id });
        stopTimer(id);
        const giveUp = window.setTimeout(() => {
          opened.drop(id);
          dispatch({ type: "refused", id, reason: "no_answer" });
        }, NO_ANSWER_MS);
        timers.current.set(id, giveUp);
      },
      refused(id, reason) {
        dispatch({ type: "refused", id, reason });
      },
    });
    connection.current = opened;
    return () => opened.close();
  }, [stopTimer]);

  const send = useCallback((sending: Sending) => {
    const id = newMessageId();
    if (!sending.secret) sendings.current.set(id, sending);
    const text = sending.secret ? "••••" : (sending.shown ?? sending.message);
    dispatch({ type: "said", id, text, ...(sending.quiet ? { quiet: true } : {}) });
    connection.current?.send({ id, message: sending.message });
  }, []);

  const retry = useCallback(
    (messageId: string) => {
      const sending = sendings.current.get(messageId);
      if (sending) send(sending);
      return sending !== undefined;
    },
    [send],
  );

  const clear = useCallback(async () => {
    const isTold = await connection.current?.clear();
    if (!isTold) connection.current?.abandon();
    sendings.current.clear();
    timers.current.forEach((timer) => clearTimeout(timer));
    timers.current.clear();
    dispatch({ type: "cleared" });
  }, []);

  const canRetry = useCallback((id: string | undefined) => id !== undefined && sendings.current.has(id), []);
  const announce = useCallback((text: string) => dispatch({ type: "announced", text }), []);

  return useMemo(
    () => ({ state, isOnline, isReady, send, retry, canRetry, clear, announce }),
    [state, isOnline, isReady, send, retry, canRetry, clear, announce],
  );
}
