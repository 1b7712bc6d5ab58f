// Messages on their way: each is sent until it was answered or refused, in order, under one id.
import type { Refusal } from "../model/conversation";

export interface Outgoing {
  id: string;
  message: string;
}

export interface Acknowledgement {
  status: "accepted" | "refused";
  reason?: Refusal;
}

export interface Listener {
  sent(id: string): void;
  refused(id: string, reason: Refusal): void;
}

const AGAIN_MS = 2_000;

/**
 * `emit` rejects when no acknowledgement came in time. Nothing is written to the phone's storage: a message may hold
 * the tail of an identity number.
 */
export class Outbox {
  private readonly messages = new Map<string, Outgoing>();
  private open = false;

  constructor(
    private readonly emit: (outgoing: Outgoing) => Promise<Acknowledgement>,
    private readonly listener: Listener,
  ) {}

  add(outgoing: Outgoing): void {
    this.messages.set(outgoing.id, outgoing);
    if (this.open) void this.send(outgoing);
  }

  /** The connection stands: send what has not been answered. The server answers a repeated id as it did before. */
  opened(): void {
    this.open = true;
    for (const outgoing of [...this.messages.values()]) void this.send(outgoing);
  }

  closed(): void {
    this.open = false;
  }

  answered(id: string): void {
    this.messages.delete(id);
  }

  clear(): void {
    this.messages.clear();
  }

  private async send(outgoing: Outgoing): Promise<void> {
    try {
      const { status, reason } = await this.emit(outgoing);
      if (status === "accepted") {
        this.listener.sent(outgoing.id);
      } else {
        this.messages.delete(outgoing.id);
        this.listener.refused(outgoing.id, reason ?? "no_answer");
      }
    } catch {
      setTimeout(() => {
        if (this.open && this.messages.has(outgoing.id)) void this.send(outgoing);
      }, AGAIN_MS);
    }
  }
}
