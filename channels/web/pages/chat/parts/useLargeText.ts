import { useCallback, useEffect, useState } from "react";

const KEY = "banshi.large";

function kept(): boolean {
  try {
    return localStorage.getItem(KEY) === "1";
  } catch {
    return false;
  }
}

/** 大字: the whole page grows with the root's font size. */
export function useLargeText(): [boolean, () => void] {
  const [isLarge, setLarge] = useState(kept);
  useEffect(() => {
    document.documentElement.classList.toggle("large", isLarge);
    try {
      localStorage.setItem(KEY, isLarge ? "1" : "0");
    } catch {
      // lasts as long as the page
    }
  }, [isLarge]);
  return [isLarge, useCallback(() => setLarge((before) => !before), [])];
}
