import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Outbox, type Acknowledgement, type Outgoing } from "../chat/transport/outbox";

describe("outbox", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function made(answers: (outgoing: Outgoing) => Promise<Acknowledgement>) {
    const emit = vi.fn(answers);
    const listener = { sent: vi.fn(), refused: vi.fn() };
    return { emit, listener, outbox: new Outbox(emit, listener) };
  }

  const accepted = () => Promise.resolve<Acknowledgement>({ status: "accepted" });

  it("keeps messages while there is no connection and sends them in order", async () => {
    const { emit, listener, outbox } = made(accepted);
    outbox.add({ id: "m1", message: "一" });
    outbox.add({ id: "m2", message: "二" });
    expect(emit).not.toHaveBeenCalled();
    outbox.opened();
    await vi.runAllTimersAsync();
    expect(emit.mock.calls.map(([outgoing]) => outgoing.id)).toEqual(["m1", "m2"]);
    expect(listener.sent).toHaveBeenCalledTimes(2);
  });

  it("sends again under the same id what was taken but not answered", async () => {
    const { emit, outbox } = made(accepted);
    outbox.opened();
    outbox.add({ id: "m1", message: "一" });
    outbox.add({ id: "m2", message: "二" });
    await vi.runAllTimersAsync();
    outbox.answered("m1");
    outbox.closed();
    outbox.opened();
    expect(emit.mock.calls.map(([outgoing]) => outgoing.id)).toEqual(["m1", "m2", "m2"]);
  });

  it("gives up a refused message and says why", async () => {
    const { listener, emit, outbox } = made(() => Promise.resolve({ status: "refused", reason: "too_many" }));
    outbox.opened();
    outbox.add({ id: "m1", message: "一" });
    await vi.runAllTimersAsync();
    expect(listener.refused).toHaveBeenCalledWith("m1", "too_many");
    outbox.opened();
    expect(emit).toHaveBeenCalledTimes(1);
  });

  it("tries again when no acknowledgement came", async () => {
    let tries = 0;
    const { listener, outbox } = made(() => (++tries === 1 ? Promise.reject(new Error("timeout")) : accepted()));
    outbox.opened();
    outbox.add({ id: "m1", message: "一" });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(tries).toBe(2);
    expect(listener.sent).toHaveBeenCalledWith("m1");
  });
});
