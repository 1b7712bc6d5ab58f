// The Socket.IO connection, with Rasa's event names; see channels/web/events.py for what each one carries.
import { io, type Socket } from "socket.io-client";

import type { Recorded, Reply } from "../model/reply";
import type { Refusal } from "../model/conversation";
import { Outbox, type Acknowledgement, type Outgoing } from "./outbox";
import { forgetSession, keepSession, keptSession } from "./session";

const PATH = `${import.meta.env.BASE_URL}socket.io`;
const ACK_MS = 8_000;
const HISTORY = 50;

export interface Handlers {
  online(isOnline: boolean): void;
  restored(recorded: Recorded[]): void;
  heard(id: string, answers: string | undefined, reply: Reply): void;
  ended(messageId: string): void;
  sent(messageId: string): void;
  refused(messageId: string, reason: Refusal): void;
}

interface Uttered {
  custom?: Reply;
  message_id?: string | null;
  index?: number;
}

export class Connection {
  private readonly socket: Socket;
  private readonly outbox: Outbox;
  private isRestored = false;
  private unnumbered = 0;

  constructor(private readonly handlers: Handlers) {
    this.socket = io({ path: PATH, transports: ["websocket", "polling"], tryAllTransports: true, autoConnect: false });
    this.outbox = new Outbox((outgoing) => this.emit(outgoing), handlers);
    this.socket.on("connect", () => void this.begin());
    this.socket.on("disconnect", () => this.lost());
    this.socket.on("connect_error", () => this.lost());
    this.socket.on("session_confirm", keepSession);
    this.socket.on("bot_uttered", (uttered: Uttered) => this.uttered(uttered));
    this.socket.on("turn_end", ({ message_id: id }: { message_id: string }) => {
      this.outbox.answered(id);
      handlers.ended(id);
    });
    addEventListener("online", this.tryNow);
    document.addEventListener("visibilitychange", this.tryNow);
    this.socket.connect();
  }

  send(outgoing: Outgoing): void {
    this.outbox.add(outgoing);
  }

  /** Give up on a message nobody answered. */
  drop(id: string): void {
    this.outbox.answered(id);
  }

  /** Forget the conversation here and on the server; false when the server could not be told. */
  async clear(): Promise<boolean> {
    try {
      await this.socket.timeout(ACK_MS).emitWithAck("session_clear", {});
    } catch {
      return false;
    }
    this.outbox.clear();
    return true;
  }

  /** Forget which conversation this phone was in, whatever the server can be told. */
  abandon(): void {
    forgetSession();
    this.outbox.clear();
    this.socket.disconnect().connect();
  }

  close(): void {
    removeEventListener("online", this.tryNow);
    document.removeEventListener("visibilitychange", this.tryNow);
    this.socket.disconnect();
  }

  /** A phone that wakes up should not wait for the next try. */
  private readonly tryNow = (): void => {
    if (!document.hidden && !this.socket.connected) this.socket.connect();
  };

  private async begin(): Promise<void> {
    try {
      await this.socket.timeout(ACK_MS).emitWithAck("session_request", { session_id: keptSession() });
      if (!this.isRestored) {
        const answer: { messages: Recorded[] } = await this.socket
          .timeout(ACK_MS)
          .emitWithAck("history", { limit: HISTORY });
        this.isRestored = true;
        this.handlers.restored(answer.messages);
      }
    } catch {
      if (this.socket.connected) this.socket.disconnect().connect();
      return;
    }
    this.handlers.online(true);
    this.outbox.opened();
  }

  private lost(): void {
    this.outbox.closed();
    this.handlers.online(false);
  }

  private uttered({ custom, message_id: answers, index }: Uttered): void {
    if (!custom) return;
    const id = answers ? `${answers}#${index ?? 0}` : `pushed-${++this.unnumbered}`;
    this.handlers.heard(id, answers ?? undefined, custom);
  }

  private emit({ id, message }: Outgoing): Promise<Acknowledgement> {
    const data = { message, message_id: id, session_id: keptSession() };
    return this.socket.timeout(ACK_MS).emitWithAck("user_uttered", data);
  }
}
