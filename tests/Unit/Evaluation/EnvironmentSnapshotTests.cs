using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Unit.Evaluation;

public sealed class EnvironmentSnapshotTests
{
    [Theory]
    [InlineData("plan", "IN", "free,pro")]
    [InlineData("age", "IN", "30,31")]
    [InlineData("code", "IN", "6,7")]
    [InlineData("age", "REGEX", "^3")]
    [InlineData("price", "REGEX", "^4\\.5")]
    [InlineData("beta", "REGEX", "^True")]
    [InlineData("age", "MODULO", "30|1")]
    [InlineData("age", "GREATER_THAN", "30")]
    [InlineData("price", "LESS_THAN", "4.6")]
    [InlineData("plan", "CONTAINS", "r")]
    [InlineData("", "PERCENTAGE_SPLIT", "100")]
    [InlineData("$.identity.traits.age", "PERCENTAGE_SPLIT", "100")]
    [InlineData("$.identity.traits['price']", "PERCENTAGE_SPLIT", "100")]
    [InlineData("$.environment.name", "EQUAL", "Production")]
    [InlineData("$.segments['1'].name", "IS_NOT_SET", "")]
    public void Evaluating_AllocatesNothing(string property, string @operator, string value)
    {
        var snapshot = Snapshot(new ConditionDefinition(property, @operator, value));
        var context = snapshot.ContextOf(new EvaluationIdentity("user_1", new Dictionary<string, ContextValue>(StringComparer.Ordinal)
        {
            ["plan"] = ContextValue.Of("pro"),
            ["age"] = ContextValue.Of(31),
            ["code"] = ContextValue.Of("007"),
            ["price"] = ContextValue.Of(4.55),
            ["beta"] = ContextValue.Of(true),
        }));
        snapshot.Evaluate(0, context).Source.ShouldBe(AnswerSource.Segment);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var turn = 0; turn < 100; turn++)
        {
            _ = snapshot.Evaluate(0, context);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static EnvironmentSnapshot Snapshot(ConditionDefinition condition)
    {
        var state = new StateDefinition("1", Enabled: true, ContextValue.Of("control"), [new("big", ContextValue.Of("big"), 50, 1)]);
        return new EnvironmentSnapshot(
            "env",
            "Production",
            [new CompiledSegment(new SegmentDefinition("1", "Asked", [new RuleDefinition("ALL", [condition], [])]))],
            [new CompiledFlag(new FlagDefinition("checkout_button", state, [new OverrideDefinition("1", 1, state)]))]);
    }
}
