// What people come for on an ordinary day; shown while nothing has been said.
export type Example = { topic: string; question: string };

export const EXAMPLES: readonly Example[] = [
  { topic: "户口", question: "娃上户口要带啥" },
  { topic: "身份证", question: "身份证丢了补一个多少钱" },
  { topic: "护照", question: "办护照多少钱，几天能拿" },
  { topic: "社保", question: "社保卡丢了怎么补办" },
  { topic: "开店", question: "想开个小饭馆要办什么证" },
  { topic: "进度", question: "我办的事到哪一步了" },
];
