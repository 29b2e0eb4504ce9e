package dev.costate.internal.compile;

/// A loop that runs while a condition holds, as it runs.
final class RepeatState implements State {
    private final Plan.Repeat loop;
    private final Frame condition;
    private final Frame body;
    private final Carry carry;

    RepeatState(Plan.Repeat loop) {
        this.loop = loop;
        condition = new Frame(loop.condition());
        body = new Frame(loop.body());
        carry = new Carry(loop.body(), loop.bodyConsts(), loop.body().outputs().length);
    }

    @Override
    public void run(Frame outer) {
        int[] operands = loop.operands();
        for (int i = 0; i < loop.conditionConsts(); i++) {
            condition.bind(i, outer, operands[i]);
        }
        for (int i = 0; i < loop.bodyConsts(); i++) {
            body.bind(i, outer, operands[loop.conditionConsts() + i]);
        }
        carry.begin(outer, operands, loop.conditionConsts() + loop.bodyConsts(), loop.first(), 0);
        int holds = loop.condition().outputs()[0];
        while (true) {
            carry.read(condition, loop.conditionConsts());
            condition.run();
            if (!((boolean[]) condition.array(holds))[condition.from(holds)]) {
                break;
            }
            carry.read(body, loop.bodyConsts());
            carry.prepare(body);
            body.run();
            carry.advance(body);
        }
        carry.end();
    }

    @Override
    public void release() {
        condition.release();
        body.release();
    }
}
