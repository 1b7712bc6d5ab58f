// The page prints without this too, from the browser's menu.
document.getElementById("print")?.addEventListener("click", () => window.print());
