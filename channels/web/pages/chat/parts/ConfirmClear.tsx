import { Button } from "@chatui/core/es/components/Button";
import { useEffect, useRef } from "react";

interface Props {
  isOpen: boolean;
  onCancel(): void;
  onConfirm(): void;
}

/** The browser's own dialog keeps the focus inside, closes on Escape and gives the focus back. */
export function ConfirmClear({ isOpen, onCancel, onConfirm }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby="confirm-title" onClose={onCancel}>
      <h2 id="confirm-title">清除这次对话？</h2>
      <p>清除后，别人拿这台手机也看不到您问过什么。材料清单还在，凭 6 位编号可以再打开。</p>
      <div className="confirm-buttons">
        <Button onClick={onCancel}>不清除</Button>
        <Button color="primary" onClick={onConfirm}>
          清除并退出
        </Button>
      </div>
    </dialog>
  );
}
