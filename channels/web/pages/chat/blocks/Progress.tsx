import { Step, Stepper } from "@chatui/core/es/components/Stepper";
import { Tag } from "@chatui/core/es/components/Tag";

import type { ProgressBlock } from "../model/reply";
import { day } from "../model/words";
import { Icon } from "../parts/Icon";

const STAGE_WORDS = { done: "已完成", current: "进行中", todo: "未开始" } as const;

export function Progress({ block }: { block: ProgressBlock }) {
  const late = block.late_workdays ?? 0;
  const estimated = block.estimated ? "（预计）" : "";
  const current = block.stages.findIndex((stage) => stage.state === "current");
  return (
    <section className="block progress">
      <div className="progress-head">
        <b className="progress-state">{block.state}</b>
        {late > 0 && (
          <Tag color="danger">
            <Icon name="alert" />
            已超 {late} 个工作日
          </Tag>
        )}
        {block.paused && <Tag color="warning">暂停计时</Tag>}
        {block.since && <small>{day(block.since)}起</small>}
      </div>
      <Stepper current={current < 0 ? block.stages.length : current}>
        {block.stages.map((stage) => (
          <Step
            key={stage.name}
            title={stage.name}
            active={stage.state === "current"}
            completed={stage.state === "done"}
            disabled={stage.state === "todo"}
            desc={
              <>
                <span className="unseen">{STAGE_WORDS[stage.state]}</span>
                {stage.on && day(stage.on)}
              </>
            }
          />
        ))}
      </Stepper>
      <dl className="fields">
        {block.promised_on && (
          <div className="row">
            <dt>承诺办结</dt>
            <dd className={late > 0 ? "late" : undefined}>{day(block.promised_on) + estimated}</dd>
          </div>
        )}
        {block.statutory_on && (
          <div className="row">
            <dt>法定期限</dt>
            <dd>{day(block.statutory_on) + estimated}</dd>
          </div>
        )}
        <div className="row">
          <dt>办件编号</dt>
          <dd className="number">{block.number}</dd>
        </div>
      </dl>
      {block.todo && (
        <p className="todo">
          <b>接下来</b>
          {block.todo}
        </p>
      )}
    </section>
  );
}
