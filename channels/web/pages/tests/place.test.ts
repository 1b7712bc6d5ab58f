// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";

import { EXAMPLES } from "../chat/model/examples";
import { pageCity, pageExamples } from "../chat/model/place";

afterEach(() => {
  document.head.innerHTML = "";
});

test("the city stands in the title", () => {
  document.title = "办事 · 云岭省政务服务助手";
  expect(pageCity()).toBe("云岭省政务服务助手");
  document.title = "";
  expect(pageCity()).toBe("政务服务助手");
});

test("examples are the city's own unless the server names items of an imported catalogue", () => {
  expect(pageExamples()).toBe(EXAMPLES);
  document.head.innerHTML = '<meta name="starters" content="" />';
  expect(pageExamples()).toBe(EXAMPLES);
  document.head.innerHTML = '<meta name="starters" content="气球执照补发|风筝传人认定" />';
  expect(pageExamples().map(({ question }) => question)).toEqual(["气球执照补发怎么办", "风筝传人认定怎么办"]);
});
