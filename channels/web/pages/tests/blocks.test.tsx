import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";

import { BlockView } from "../chat/blocks/BlockView";
import type { Block } from "../chat/model/reply";
import { AnswerMessage } from "../chat/parts/AnswerMessage";
import { Composer } from "../chat/parts/Composer";
import { Options } from "../chat/parts/Options";
import { ActionsContext } from "../chat/talk";
import { checklist, reply } from "./replies";

afterEach(cleanup);

function shown(block: Block, isLast = true) {
  const send = vi.fn();
  const view = render(
    <ActionsContext.Provider value={{ send, announce: () => undefined }}>
      <BlockView block={block} isLast={isLast} />
    </ActionsContext.Provider>,
  );
  return { send, text: view.container.textContent ?? "", view };
}

describe("blocks", () => {
  it("ticks a checklist by sending the item's payload, without a bubble", () => {
    const { send, text } = shown(checklist("todo"));
    expect(text).toContain("您共需准备 2 份，其中 1 份可免提交");
    expect(text).toContain("已备好 0/1");
    expect(text).toContain("结婚证免提交系统能查到");
    const box = screen.getByRole<HTMLInputElement>("checkbox");
    fireEvent.click(box);
    expect(box.checked).toBe(true);
    expect(send).toHaveBeenCalledWith({ message: '/prepare_documents{"tick": "m1"}', quiet: true });
    expect(screen.getByRole("link", { name: "打印" }).getAttribute("href")).toBe("/webhooks/web/checklist/K7M2QX/print");
  });

  it("asks for the tail in a field that shows dots, empties it, and sends it as a secret", () => {
    const { send } = shown({ type: "form", field: "identity", label: "后 4 位", secret: true });
    const field = screen.getByLabelText<HTMLInputElement>("后 4 位");
    expect(field.type).toBe("password");
    expect(field.autocomplete).toBe("off");
    fireEvent.change(field, { target: { value: "０20x" } });
    fireEvent.submit(field.form!);
    expect(send).toHaveBeenCalledWith({ message: "020x", secret: true });
    expect(field.value).toBe("");
  });

  it("does not send half a tail, and closes the form once it is answered", () => {
    const { send, view } = shown({ type: "form", field: "identity", label: "后 4 位", secret: true });
    fireEvent.change(screen.getByLabelText("后 4 位"), { target: { value: "020" } });
    fireEvent.submit(screen.getByLabelText<HTMLInputElement>("后 4 位").form!);
    expect(send).not.toHaveBeenCalled();
    view.unmount();
    shown({ type: "form", field: "identity", label: "后 4 位", secret: true }, false);
    expect(screen.queryByLabelText("后 4 位")).toBeNull();
  });

  it("sends an application number without its spaces", () => {
    const { send } = shown({ type: "form", field: "application_number", label: "办件编号" });
    fireEvent.change(screen.getByLabelText("办件编号"), { target: { value: "990100 2026 000104" } });
    fireEvent.submit(screen.getByLabelText<HTMLInputElement>("办件编号").form!);
    expect(send).toHaveBeenCalledWith({ message: "9901002026000104" });
  });

  it("tells the stage, the promise and the lateness of an application", () => {
    const { text } = shown({
      type: "progress",
      number: "9901002026000104",
      state: "审核中",
      stages: [
        { name: "受理", state: "done", on: "2026-11-09" },
        { name: "审核", state: "current" },
      ],
      promised_on: "2026-11-16",
      estimated: true,
      late_workdays: 4,
      todo: "您不用再补材料。",
    });
    for (const part of ["审核中", "已超 4 个工作日", "（预计）", "进行中", "您不用再补材料。"]) expect(text).toContain(part);
  });

  it("offers to phone a place, and no unsafe link", () => {
    shown({ type: "map", places: [{ name: "大厅", address: "人民路 88 号", phone: "0990-6600102" }] });
    expect(screen.getByRole("link", { name: "0990-6600102" }).getAttribute("href")).toBe("tel:09906600102");
    cleanup();
    shown({ type: "link", title: "预约", url: "javascript:alert(1)" });
    expect(screen.queryByRole("link")).toBeNull();
  });

  it("leaves out a block it does not know", () => {
    const { text } = shown({ type: "hologram" } as unknown as Block);
    expect(text).toBe("");
  });
});

describe("answers", () => {
  it("says that it is an older copy, and folds the evidence", () => {
    const evidence = [{ title: "指南", source: "云州市公安局", checked_on: "2026-11-01" }];
    const old = reply({ status: "degraded", stale: true, as_of: "2026-11-18T10:00:00+08:00", evidence });
    const heard = { who: "assistant", id: "a", reply: old } as const;
    const { container } = render(<AnswerMessage heard={heard} isLast canRetry={false} onRetry={() => undefined} />);
    expect(container.textContent).toContain("11月18日 10:00");
    expect(container.querySelector("details")?.open).toBe(false);
  });

  it("gives the error's number and a way to try again", () => {
    const onRetry = vi.fn();
    const failed = reply({ status: "failed", error_id: "K3P9WTXA" });
    const heard = { who: "assistant", id: "m1#0", answers: "m1", reply: failed } as const;
    render(<AnswerMessage heard={heard} isLast canRetry onRetry={onRetry} />);
    expect(screen.getByText("K3P9WTXA")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "再试一次" }));
    expect(onRetry).toHaveBeenCalledWith("m1");
  });

  it("sends an option's payload and shows its title; a question is answered once", () => {
    const send = vi.fn();
    const options = [{ title: "随爸爸", payload: "/answer{}" }];
    const view = (isOpen: boolean) => (
      <ActionsContext.Provider value={{ send, announce: () => undefined }}>
        <Options options={options} isQuestion isOpen={isOpen} />
      </ActionsContext.Provider>
    );
    const { rerender } = render(view(true));
    fireEvent.click(screen.getByRole("button", { name: "随爸爸" }));
    expect(send).toHaveBeenCalledWith({ message: "/answer{}", shown: "随爸爸" });
    rerender(view(false));
    fireEvent.click(screen.getByRole("button", { name: "随爸爸" }));
    expect(send).toHaveBeenCalledTimes(1);
    expect(screen.getByRole("button").getAttribute("aria-pressed")).toBe("true");
  });
});

describe("composer", () => {
  it("sends on Enter, not while a word is being composed, and counts near the limit", () => {
    const onSay = vi.fn();
    render(<Composer onSay={onSay} isSecret={false} />);
    const field = screen.getByLabelText<HTMLTextAreaElement>("想问的话");
    fireEvent.change(field, { target: { value: " 补身份证 " } });
    fireEvent.keyDown(field, { key: "Enter", isComposing: true });
    fireEvent.keyDown(field, { key: "Enter", shiftKey: true });
    expect(onSay).not.toHaveBeenCalled();
    fireEvent.keyDown(field, { key: "Enter" });
    expect(onSay).toHaveBeenCalledWith("补身份证");
    expect(field.value).toBe("");
    fireEvent.change(field, { target: { value: "长".repeat(480) } });
    expect(screen.getByRole("status").textContent).toBe("还能写 20 个字");
    expect(field.maxLength).toBe(500);
  });
});
