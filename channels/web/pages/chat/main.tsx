import { createRoot } from "react-dom/client";

import "./styles/chatui.less";
import "../design/tokens.css";
import "../design/base.css";
import "./styles/layout.css";
import "./styles/messages.css";
import "./styles/blocks.css";
import "./styles/checklist.css";
import "./styles/composer.css";
import { App } from "./App";

createRoot(document.getElementById("root")!).render(<App />);
