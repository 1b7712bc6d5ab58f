import { createRoot } from "react-dom/client";

import "./styles/chatui.less";
import "../design/tokens.css";
import "../design/base.css";
import "./styles/titlebar.css";
import "./styles/layout.css";
import "./styles/welcome.css";
import "./styles/messages.css";
import "./styles/blocks.css";
import "./styles/form.css";
import "./styles/progress.css";
import "./styles/checklist.css";
import "./styles/composer.css";
import { App } from "./App";

createRoot(document.getElementById("root")!).render(<App />);
